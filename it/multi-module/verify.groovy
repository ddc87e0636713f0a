def log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
assert !log.contains('not marked as thread-safe') : 'goals should be known to be thread-safe'
assert new File(basedir, 'first/target/pulse/results.json').text.contains('"ga"')
assert new File(basedir, 'second/target/pulse/results.json').text.contains('"npo"')
