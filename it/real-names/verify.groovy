import groovy.json.JsonSlurper

System.properties.remove('real-names.hub').stop(0)

def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 4

assert builds[1] =~ /Licence asks to be accepted before its files are used: llava-1\.5-13b/
assert builds[1].contains('-Dpulse.accept=llama2')
assert builds[1].contains('/MojoFailureException')

assert builds[2] =~ /fetch \d+ files, \d+ MB: done in/
assert builds[2] =~ /from +llava-hf\/llava-1\.5-13b-hf at 0123456789abcdef0123456789abcdef01234567/
assert builds[2] =~ /from +MLLMMU\/MLLMU-Bench at/
assert builds[2] =~ /learn .*: done in/
assert builds[2].contains('BUILD SUCCESS')

assert !builds[3].contains('fetch ') : 'nothing is fetched twice'
assert builds[3] =~ /4 steps, 4 of them reused/
assert builds[3].contains('BUILD SUCCESS')

def json = new JsonSlurper()
def first = json.parse(new File(basedir, 'target/pulse/results.json'))
def again = json.parse(new File(basedir, 'target/again/results.json'))
assert first.sources*.name == ['llava-1.5-13b', 'mllmu-bench', 'lab/mmbench@main']
assert first.sources[0].licence == 'llama2'
assert first.cells == again.cells
assert first.sources == again.sources
assert new File(basedir, 'target/pulse/report/report.html').text.contains('MLLMMU/MLLMU-Bench')
assert new File(basedir, 'target/pulse/gate/gate.md').text.contains('The exam is not lost')

def lock = json.parse(new File(basedir, 'pulse-data.lock.json'))
assert lock.sources*.name == ['lab/mmbench@main', 'llava-1.5-13b', 'mllmu-bench']
assert lock.sources.every { it.files.every { file -> file.sha256 ==~ /[0-9a-f]{64}/ } }

def requests = new File(basedir, 'hub.log').readLines()
def fetched = requests.findAll { it.contains('/resolve/') }
def sources = lock.sources.collectMany { it.files }
sources.each { file ->
  assert fetched.any { it.endsWith('/' + file.path.replace(' ', '%20')) || it.endsWith('/' + file.path) }
}
assert !requests.any { it.contains('Exception') }

// The token is in the settings, and nowhere else.
def leaks = []
basedir.eachFileRecurse { file ->
  boolean own = file.name.endsWith('.groovy')
  if (file.file && !own && file.length() < 50_000_000 && file.getText('ISO-8859-1').contains('hf_theToken')) {
    leaks << file
  }
}
assert leaks == []
