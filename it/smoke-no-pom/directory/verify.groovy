def log = new File(basedir, 'build.log').text
assert log.count('BUILD SUCCESS') == 4 : 'goals should work where there is no project'
['ga-klr', 'L = -CE(f)', 'arXiv 2507.01271', 'fine-tuned', 'sustainability'].each {
  assert log.contains(it) : "pulse:describe should tell of $it"
}
assert log =~ /\[INFO\] Store .*: \d+ steps, / : 'pulse:store should sum up'
