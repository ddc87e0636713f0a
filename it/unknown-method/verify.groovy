def log = new File(basedir, 'build.log').text
assert log =~ /<methods>.*\n.*found "ga-klrr".*expected .*\(near: .*ga-klr.*\)/ : 'near methods'
assert log =~ /<methods>.*\n.*found "org\.example\.Missing".*expected / : 'a class that is not there'
assert log =~ /<protocols>.*\n.*found "fine-tunedd"; expected .*\(near: fine-tuned\)/ : 'near protocols'
assert log =~ /<size>.*\n.*found "smokee"; expected .*smoke/ : 'near sizes'
assert log.count('/MojoFailureException') == 4 : 'it is for the user to mend'
assert !(log =~ /(?m)^\s+at org\.pulsebench/) : 'no stack trace'
