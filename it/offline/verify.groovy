def log = new File(basedir, 'build.log').text
assert log.count('BUILD SUCCESS') == 2 : 'what ran once should run without a network'
assert log.count('Table 2. Settings') == 2
