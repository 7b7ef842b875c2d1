package starforge.bench.git;

/** How nginx leads to {@code git http-backend} and cgit; what stands between two @ is filled in. */
final class NginxConfig {
    static final String TEXT = """
            daemon off;
            user @USER@;
            worker_processes auto;
            pid @FOLDER@/nginx.pid;
            events { worker_connections 512; }
            http {
              access_log off;
              client_max_body_size 0;
              client_body_temp_path @FOLDER@/body;
              fastcgi_temp_path @FOLDER@/fastcgi;
              proxy_temp_path @FOLDER@/proxy;
              uwsgi_temp_path @FOLDER@/uwsgi;
              scgi_temp_path @FOLDER@/scgi;
              fastcgi_read_timeout 1800;
              fastcgi_buffering off;
              gzip on;
              map "$uri?$arg_service" $realm {
                default off;
                "~git-receive-pack" "Git";
              }
              server {
                listen 127.0.0.1:@PORT@;
                auth_basic $realm;
                auth_basic_user_file @FOLDER@/passwords;
                location / {
                  include @FOLDER@/params;
                  fastcgi_param SCRIPT_FILENAME @BACKEND@;
                  fastcgi_param PATH_INFO $uri;
                  fastcgi_pass unix:@FOLDER@/socket;
                }
                location /canned/ {
                  root @FOLDER@;
                  default_type application/x-git-upload-pack-result;
                  error_page 405 =200 $uri;
                  location ~ /info/refs$ {
                    default_type application/x-git-upload-pack-advertisement;
                  }
                }
                location ~ ^/cgit(?<rest>/.*)$ {
                  include @FOLDER@/params;
                  fastcgi_param SCRIPT_FILENAME @CGIT@;
                  fastcgi_param SCRIPT_NAME /cgit;
                  fastcgi_param PATH_INFO $rest;
                  fastcgi_pass unix:@FOLDER@/socket;
                }
              }
            }
            """;

    /** What every CGI program is told. */
    static final String PARAMS = """
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param CONTENT_TYPE $content_type;
            fastcgi_param CONTENT_LENGTH $content_length;
            fastcgi_param REMOTE_USER $remote_user;
            fastcgi_param REMOTE_ADDR $remote_addr;
            fastcgi_param GIT_PROTOCOL $http_git_protocol;
            fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
            fastcgi_param GIT_HTTP_EXPORT_ALL 1;
            fastcgi_param GIT_CONFIG_NOSYSTEM 1;
            fastcgi_param GIT_PROJECT_ROOT @FOLDER@/repos;
            fastcgi_param CGIT_CONFIG @FOLDER@/cgitrc;
            """;

    private NginxConfig() {}
}
