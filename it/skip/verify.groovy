def log = new File(basedir, 'build.log').text
def goals = ['prepare-data', 'learn', 'unlearn', 'evaluate', 'run', 'check',
  'baseline', 'describe', 'estimate', 'doctor', 'store']
assert log.count('Skipped: pulse.skip is set.') == goals.size() + 1 : 'one line for each goal'
goals.each {
  assert log.count("Skipped: pulse.${it}.skip is set.") == 1 : "$it should be skipped by its own name"
}
assert !new File(basedir, 'target/pulse').exists() : 'a skipped goal should leave nothing'
