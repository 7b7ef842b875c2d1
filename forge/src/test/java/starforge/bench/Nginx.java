package starforge.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** nginx with one worker that serves one file, compressed already, the fastest way it knows. */
final class Nginx implements AutoCloseable {
    private static final String SETTINGS = """
            user root;
            worker_processes 1;
            daemon off;
            master_process off;
            pid %1$s/pid;
            error_log stderr error;
            events { worker_connections 1024; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 1000000000;
              open_file_cache max=100 inactive=1h;
              open_file_cache_valid 1h;
              default_type "text/html; charset=utf-8";
              client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fast;
              uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
              server { listen 127.0.0.1:%2$d; root %1$s; add_header Content-Encoding gzip; }
            }
            """;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it in a folder of its own, with the bytes as {@code /page}. */
    static Nginx serving(byte[] page, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Files.write(folder.resolve("page"), page);
        Path settings = Files.writeString(folder.resolve("nginx.conf"), SETTINGS.formatted(folder, port));
        Process process = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", settings.toString())
                .inheritIO()
                .start();
        Nginx nginx = new Nginx(process, port);
        nginx.await();
        return nginx;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void await() throws IOException, InterruptedException {
        for (int i = 0; process.isAlive() && i < 100; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IOException("nginx did not start");
    }

    String address() {
        return "http://127.0.0.1:" + port + "/page";
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
