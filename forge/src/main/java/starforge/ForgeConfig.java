package starforge;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.bus.AmqpBroadcasts;
import starforge.bus.RedisServer;
import starforge.db.Database;
import starforge.web.Networks;
import starforge.web.TrustedProxies;
import starforge.words.Words;

/**
 * Every setting, read once and checked. A flag wins over the environment ({@code STARFORGE_PORT}), that over
 * {@code starforge.properties} in the data folder, that over the default.
 *
 * @param data folder that holds everything
 * @param host address to listen on
 * @param port TCP port of pages, Git and live; 0 takes a free one
 * @param sshPort TCP port of Git over SSH; 0 takes a free one, {@link #SSH_OFF} serves none
 * @param theme name of the theme for everybody
 * @param url the address people use, without a slash at the end, or "" to take it from each request
 * @param uploadBytes largest file of a release
 * @param searchBytes that the copies of text for code search may have together
 * @param openRegistration whether anybody may make an account
 * @param proxies network addresses whose word on who asks is taken
 * @param reachable networks that requests going out may reach, though they are not of the open Internet
 * @param hookTasks names of tasks that hooks of repositories may ask for, {@code *} for any text, with commas between
 * @param servers what several processes share
 */
public record ForgeConfig(
        Path data,
        String host,
        int port,
        int sshPort,
        String theme,
        String url,
        long uploadBytes,
        long searchBytes,
        boolean openRegistration,
        TrustedProxies proxies,
        Networks reachable,
        String hookTasks,
        Servers servers) {
    /**
     * Servers that the processes of one forge share; "" for each that there is not.
     *
     * @param db address for {@link Database#at}
     * @param redis address for {@link RedisServer}
     * @param amqp address for {@link AmqpBroadcasts}
     */
    public record Servers(String db, String redis, String amqp) {
        public static final Servers NONE = new Servers("", "", "");

        /** Names of the settings without which processes cannot work together. */
        List<String> missing() {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("db", db);
            all.put("redis", redis);
            all.put("amqp", amqp);
            return all.keySet().stream()
                    .filter(name -> all.getOrDefault(name, "").isEmpty())
                    .toList();
        }
    }

    /** A setting's value and where it came from: flag, environment, file or default. */
    public record Setting(String value, String source) {
        private static final Pattern PASSWORD =
                Pattern.compile("(?<=://[^:/@]{0,64}:)[^/@]*(?=@)|(?<=;PASSWORD=)[^;]*");

        /** The value as people may see it: a password in an address is left out. */
        public String shown() {
            return PASSWORD.matcher(value).replaceAll("***");
        }
    }

    /** The port that stands for "off". */
    public static final int SSH_OFF = -1;

    /**
     * A setting there is.
     *
     * @param name as a flag without dashes and in the file
     * @param fallback its value when nobody sets it
     * @param meaning for the command line's help
     */
    public record Known(String name, String fallback, String meaning) {}

    /** All settings, the data folder first: it holds the file with the others. */
    public static final List<Known> ALL = List.of(
            new Known("data", "data", "folder that holds everything (data)"),
            new Known("host", "127.0.0.1", "address to listen on (127.0.0.1)"),
            new Known("port", "8080", "port of pages, Git and live; 0 takes a free one (8080)"),
            new Known("ssh-port", "2222", "port of Git over SSH; 0 takes a free one, off serves none (2222)"),
            new Known("theme", "default", "theme for everybody (default)"),
            new Known("url", "", "address people use, such as https://forge.example"),
            new Known("upload-mb", "100", "largest file of a release, in MB (100)"),
            new Known("search-mb", "4096", "disk for the text that code search reads, in MB (4096)"),
            new Known("registration", "open", "open: anybody may make an account; closed: nobody (open)"),
            new Known("trusted-proxies", "", "addresses of proxies that name the client, such as 127.0.0.1,10.0.0.0/8"),
            new Known("reachable-networks", "", "private networks that webhooks may reach, such as 10.0.0.0/8"),
            new Known("hook-tasks", "ci.*", "tasks of workers outside that repositories may ask for (ci.*)"),
            new Known("db", "", "database of several processes, postgresql://USER:PASSWORD@HOST:PORT/NAME"),
            new Known("redis", "", "Redis of several processes, redis://HOST:PORT"),
            new Known("amqp", "", "RabbitMQ of several processes, amqp://USER:PASSWORD@HOST:PORT"));

    /**
     * Collects the settings from all their sources.
     *
     * @param flags by setting name, without dashes
     * @param environment as the process has it
     */
    public static Map<String, Setting> gather(Map<String, String> flags, Map<String, String> environment) {
        Map<String, Setting> found = new LinkedHashMap<>();
        Properties file = new Properties();
        for (Known setting : ALL) {
            Setting picked = pick(setting.name(), setting.fallback(), flags, environment, file);
            found.put(setting.name(), picked);
            if (setting.name().equals("data")) {
                load(file, Path.of(picked.value()).resolve("starforge.properties"));
            }
        }
        return found;
    }

    private static Setting pick(
            String name, String fallback, Map<String, String> flags, Map<String, String> environment, Properties file) {
        String variable = "STARFORGE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        if (flags.containsKey(name)) {
            return new Setting(flags.getOrDefault(name, fallback), "flag --" + name);
        }
        if (environment.containsKey(variable)) {
            return new Setting(environment.getOrDefault(variable, fallback), "environment " + variable);
        }
        return file.containsKey(name)
                ? new Setting(file.getProperty(name, fallback), "starforge.properties")
                : new Setting(fallback, "default");
    }

    private static void load(Properties into, Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            into.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks the settings.
     *
     * @throws Refusal INVALID with a sentence for each wrong value, all at once
     */
    public static ForgeConfig of(Map<String, Setting> settings) {
        List<String> wrong = new ArrayList<>();
        ForgeConfig config = new ForgeConfig(
                Path.of(value(settings, "data")),
                value(settings, "host"),
                port(settings, "port", wrong),
                value(settings, "ssh-port").equals("off") ? SSH_OFF : port(settings, "ssh-port", wrong),
                oneOf(settings, "theme", "[a-z0-9][a-z0-9-]{0,40}", "theme", wrong),
                oneOf(settings, "url", "|https?://[^/?#\\s]+", "url", wrong),
                megabytes(settings, "upload-mb", wrong),
                megabytes(settings, "search-mb", wrong),
                oneOf(settings, "registration", "open|closed", "registration", wrong)
                        .equals("open"),
                proxies(settings, wrong),
                reachable(settings, wrong),
                oneOf(settings, "hook-tasks", "[A-Za-z0-9_.*, ]{1,1000}", "hook-tasks", wrong),
                new Servers(
                        address(settings, "db", Database::isAddress, wrong),
                        address(settings, "redis", RedisServer::isAddress, wrong),
                        address(settings, "amqp", AmqpBroadcasts::isAddress, wrong)));
        if (!wrong.isEmpty()) {
            throw Refusal.inWords(Reason.INVALID, "", String.join("\n", wrong));
        }
        return config;
    }

    private static String value(Map<String, Setting> settings, String name) {
        return settings.getOrDefault(name, new Setting("", "default")).value();
    }

    private static int port(Map<String, Setting> settings, String name, List<String> wrong) {
        String value = value(settings, name);
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535) {
            return Integer.parseInt(value);
        }
        wrong.add(complaint(settings, name, "port"));
        return 0;
    }

    private static long megabytes(Map<String, Setting> settings, String name, List<String> wrong) {
        String value = value(settings, name);
        if (value.matches("[1-9][0-9]{0,5}")) {
            return Long.parseLong(value) << 20;
        }
        wrong.add(complaint(settings, name, "megabytes"));
        return 0;
    }

    private static String oneOf(
            Map<String, Setting> settings, String name, String pattern, String wanted, List<String> wrong) {
        if (!value(settings, name).matches(pattern)) {
            wrong.add(complaint(settings, name, wanted));
        }
        return value(settings, name);
    }

    private static String address(
            Map<String, Setting> settings, String name, Predicate<String> isOne, List<String> wrong) {
        String value = value(settings, name);
        if (!value.isEmpty() && !isOne.test(value)) {
            wrong.add(complaint(settings, name, name));
        }
        return value;
    }

    private static TrustedProxies proxies(Map<String, Setting> settings, List<String> wrong) {
        Optional<TrustedProxies> proxies = TrustedProxies.of(value(settings, "trusted-proxies"));
        if (proxies.isEmpty()) {
            wrong.add(complaint(settings, "trusted-proxies", "trusted-proxies"));
        }
        return proxies.orElse(TrustedProxies.NONE);
    }

    private static Networks reachable(Map<String, Setting> settings, List<String> wrong) {
        Optional<Networks> networks = Networks.of(value(settings, "reachable-networks"));
        if (networks.isEmpty()) {
            wrong.add(complaint(settings, "reachable-networks", "trusted-proxies"));
        }
        return networks.orElse(Networks.NONE);
    }

    /**
     * Where people reach this forge, without a slash at the end.
     *
     * @param listening the port it listens on
     */
    String address(int listening) {
        return url.isEmpty() ? here(listening) : url;
    }

    /** Where this machine itself reaches it, past any proxy. */
    String here(int listening) {
        return "http://" + (host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host) + ":" + listening;
    }

    private static String complaint(Map<String, Setting> settings, String name, String wanted) {
        Setting setting = settings.getOrDefault(name, new Setting("", "default"));
        return Words.english().say("config." + wanted, name, setting.shown(), setting.source());
    }
}
