"""The program `lismoi`, which the environment names as LISMOI."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import unittest
import urllib.request

needed = unittest.skipUnless(os.environ.get("LISMOI"), "LISMOI does not name the program")


class Program:
    """The program, with an empty folder for its configuration and its output."""

    def __init__(self, case):
        self.folder = tempfile.mkdtemp()
        case.addCleanup(shutil.rmtree, self.folder)
        self.environment = {**os.environ, "XDG_CONFIG_HOME": self.folder, "LC_ALL": "C"}

    def run(self, arguments, text):
        """What it prints of a text on standard input."""
        command = [os.environ["LISMOI"], *arguments]
        done = subprocess.run(
            command,
            input=text.encode(),
            stdout=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment,
            check=True,
        )
        return done.stdout

    def say(self, text, *options):
        """The WAV file of a text."""
        path = os.path.join(self.folder, "said.wav")
        self.run(["say", "-", "--from", "paragraphs", "--output", path, *options], text)
        with open(path, "rb") as file:
            return file.read()

    @contextlib.contextmanager
    def served(self):
        """A server, as a function from a request for speech to its answer."""
        command = [os.environ["LISMOI"], "serve", "--listen", "127.0.0.1:0"]
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, cwd=self.folder, env=self.environment, text=True
        )
        try:
            address = next(line for line in server.stdout if "http://" in line)
            address = "http://" + address.split("http://")[1].split("/")[0].strip()

            def ask(**body):
                headers = {"Content-Type": "application/json"}
                request = urllib.request.Request(
                    f"{address}/v1/audio/speech", json.dumps(body).encode(), headers
                )
                with urllib.request.urlopen(request) as answer:
                    return answer.read()

            yield ask
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()
