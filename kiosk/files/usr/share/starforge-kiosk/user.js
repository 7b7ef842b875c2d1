// What the wallboard's Firefox is set to, on each start anew. What it may open, and what it asks nobody, is in policies.json.

// It asks nothing and offers nothing: not after a crash, not after an update, not at the first start.
user_pref("toolkit.startup.max_resumed_crashes", -1);
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("browser.sessionstore.interval", 31536000);
user_pref("browser.crashReports.unsubmittedCheck.enabled", false);
user_pref("browser.startup.page", 0);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.tabs.warnOnClose", false);
user_pref("browser.translations.automaticallyPopup", false);
user_pref("browser.translations.enable", false);
user_pref("browser.uitour.enabled", false);
user_pref("browser.discovery.enabled", false);
user_pref("sidebar.revamp", false);
user_pref("termsofuse.bypassNotification", true);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("datareporting.policy.dataSubmissionPolicyBypassNotification", true);
user_pref("datareporting.healthreport.uploadEnabled", false);

// It speaks with the forge alone.
user_pref("toolkit.telemetry.enabled", false);
user_pref("toolkit.telemetry.server", "");
user_pref("toolkit.telemetry.unified", false);
user_pref("app.normandy.enabled", false);
user_pref("app.shield.optoutstudies.enabled", false);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.safebrowsing.downloads.enabled", false);
user_pref("browser.region.update.enabled", false);
user_pref("browser.search.update", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("extensions.webcompat-reporter.enabled", false);
user_pref("identity.fxaccounts.enabled", false);
user_pref("dom.push.connection.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.dns.disablePrefetch", true);
user_pref("network.prefetch-next", false);
user_pref("network.http.speculative-parallel-limit", 0);

// One page needs one process beside the browser's own.
user_pref("dom.ipc.processCount", 1);
user_pref("dom.ipc.processCount.webIsolated", 1);
user_pref("dom.ipc.processPrelaunch.enabled", false);
user_pref("fission.autostart", false);
user_pref("dom.ipc.forkserver.enable", false);               // starts further processes sooner; there are none: 5 MB
user_pref("extensions.webextensions.remote", false);
user_pref("media.rdd-process.enabled", false);
user_pref("network.process.enabled", false);
user_pref("browser.opaqueResponseBlocking.javascriptValidator", false);

// What a board does not use, and what would be kept of it.
user_pref("memory.phc.enabled", false);                      // finds faults for crash reports, which nobody sends: 3 MB
user_pref("media.peerconnection.enabled", false);
user_pref("accessibility.force_disabled", 1);
user_pref("reader.parse-on-load.enabled", false);
user_pref("pdfjs.disabled", true);
user_pref("browser.ml.enable", false);
user_pref("browser.ml.chat.enabled", false);
user_pref("browser.newtabpage.enabled", false);
user_pref("browser.formfill.enable", false);
user_pref("signon.rememberSignons", false);
user_pref("places.history.enabled", false);
user_pref("browser.pagethumbnails.capturing_disabled", true);
user_pref("browser.cache.disk.enable", false);               // the profile is in memory already
user_pref("browser.cache.memory.capacity", 4096);
user_pref("browser.sessionhistory.max_total_viewers", 0);    // a board that was left is not kept
user_pref("browser.tabs.unloadOnLowMemory", false);

// Garbage goes early. Each event makes some in the page, and each answer of the forge in the browser's own process.
user_pref("javascript.options.mem.gc_incremental_slice_ms", 10);
user_pref("javascript.options.mem.gc_allocation_threshold_mb", 6);
user_pref("javascript.options.mem.gc_malloc_threshold_base_mb", 6);
user_pref("javascript.options.mem.gc_low_frequency_heap_growth", 110);
user_pref("javascript.options.mem.gc_high_frequency_small_heap_growth", 120);
user_pref("javascript.options.mem.gc_high_frequency_large_heap_growth", 110);
user_pref("javascript.options.mem.nursery.max_kb", 4096);

// How it looks: every pixel is one, and nothing is white before the first page.
user_pref("layout.css.devPixelsPerPx", "1.0");
user_pref("browser.fullscreen.autohide", true);
user_pref("ui.systemUsesDarkTheme", 1);
user_pref("browser.display.background_color.dark", "#14181c");
user_pref("dom.min_background_timeout_value", 1000);
