assert new File(basedir, 'target/pulse/results.json').file : 'the run should have results'
