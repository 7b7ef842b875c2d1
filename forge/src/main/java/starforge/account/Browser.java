package starforge.account;

import java.util.LinkedHashMap;
import java.util.Map;
import starforge.words.Words;

/** Makes of what a browser calls itself (RFC 9110, User-Agent) the two words by which its owner knows it again. */
final class Browser {
    /** Browsers name those they want to be taken for as well, so the order counts. */
    private static final Map<String, String> NAMES = ordered(
            "Edg/",
            "Edge",
            "OPR/",
            "Opera",
            "Firefox/",
            "Firefox",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari",
            "curl/",
            "curl");

    private static final Map<String, String> SYSTEMS = ordered(
            "Android",
            "Android",
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Windows",
            "Windows",
            "Mac OS X",
            "macOS",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    private Browser() {}

    static String words(String agent) {
        String name = first(NAMES, agent);
        String system = first(SYSTEMS, agent);
        Words words = Words.english();
        if (name.isEmpty()) {
            return words.say("sessions.unknown");
        }
        return system.isEmpty() ? name : words.say("sessions.browser", name, system);
    }

    private static String first(Map<String, String> marks, String agent) {
        return marks.entrySet().stream()
                .filter(mark -> agent.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
