def log = new File(basedir, 'build.log').text
assert log.count('BUILD SUCCESS') == 2 : 'a run should keep the baseline that it wrote'
assert new File(basedir, 'src/pulse/baseline.json').file : 'the baseline is a file of the project'
