def log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
assert !log.contains('pulse-maven-plugin') || !(log =~ /(?i)plugin.*validation issues/) : 'Maven should have no complaint'
