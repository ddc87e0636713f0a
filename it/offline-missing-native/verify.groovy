def log = new File(basedir, 'build.log').text
assert log.contains('Jars of the worker are not in the local repository, and Maven is offline')
assert log =~ /ai\.djl\.pytorch:pytorch-native-cpu:jar:[\w-]+:[\d.]+/ : 'the jar should be named'
assert log.contains('mvn pulse:prepare-data') : 'what to do should be said'
assert log =~ /mvn dependency:get -Dtransitive=false -Dartifact=ai\.djl\.pytorch:pytorch-native-cpu:[\d.]+:jar:[\w-]+/
assert log.contains('/MojoExecutionException') : "it is not the POM's fault"
