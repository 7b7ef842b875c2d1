# Adds up Surefire's reports, files MODULE/target/surefire-reports/TEST-*.xml in the order of their modules: prints its
# closing totals for each module, then one line for all. Fails when a test failed or was skipped, and when none ran.

FNR == 1 {
  parts = split(FILENAME, path, "/")
  if (path[parts - 3] != module) close_module()
  module = path[parts - 3]
  headed = 0
}

# The root element is the first; what a test printed may look like another.
/<testsuite / && !headed {
  headed = 1
  tests += attribute("tests")
  failures += attribute("failures")
  errors += attribute("errors")
  skips += attribute("skipped")
}

/^ *<testcase / { test = attribute("classname") "." attribute("name") }
/^ *<skipped/ { complain(test " was skipped, which counts as a failure.") }

END {
  close_module()
  if (passed + failed + skipped == 0) complain("No test ran, which counts as a failure.")
  printf "%d passed, %d failed%s\n", passed, failed, skipped ? ", " skipped " skipped" : ""
  exit (failed + skipped > 0 || passed == 0)
}

function close_module() {
  if (module == "") return
  level = failures + errors ? "ERROR" : skips ? "WARNING" : "INFO"
  printf "[INFO] %s\n[%s] Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", \
    module, level, tests, failures, errors, skips
  passed += tests - failures - errors - skips
  failed += failures + errors
  skipped += skips
  tests = failures = errors = skips = 0
}

function attribute(name) {
  if (!match($0, " " name "=\"[^\"]*")) return ""
  return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
}

function complain(sentence) {
  print "starforge: " sentence > "/dev/stderr"
}
