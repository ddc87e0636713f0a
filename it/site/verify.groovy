def page = new File(basedir, 'target/site/pulse.html')
assert page.file : 'the report should be a page of the site'
assert page.text.contains('Figure 4. Source of the knowledge, protocol fine-tuned')
assert new File(basedir, 'target/site/project-reports.html').text.contains('pulse.html') : 'it should be linked'

def alone = new File(basedir, 'target/reports/pulse.html')
assert alone.file : 'the report should also be made alone'
assert alone.text.contains('Figure 4. Source of the knowledge, protocol fine-tuned')
assert new File(basedir, 'target/pulse/report/tables.txt').text.contains('Table 2. Settings')
