def log = new File(basedir, 'build.log').text
assert log =~ /(?m)^pulse:help$/ : 'the list of goals should name pulse:help'
