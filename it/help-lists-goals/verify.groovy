def log = new File(basedir, 'build.log').text
['prepare-data', 'learn', 'unlearn', 'evaluate', 'run', 'report', 'check', 'baseline', 'describe', 'estimate',
  'doctor', 'store', 'help'].each {
  assert log =~ /(?m)^pulse:$it$/ : "the list of goals should name pulse:$it"
}
return true
