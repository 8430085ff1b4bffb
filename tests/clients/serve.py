"""Serves a folder on this machine, as any web space would. Prints its port, then each request."""

import functools
import http.server
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_request(self, code="-", size="-"):
        print(int(code), self.path, flush=True)

    def log_message(self, format, *args):
        pass


handler = functools.partial(Handler, directory=sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
print(server.server_port, flush=True)
server.serve_forever()
