"""What a server under measurement is. Each other file in this folder is one of them."""
import json
import os
import signal
import subprocess
import time

from loading import HEADERS, request

MOST_SECONDS_TO_START = 60


class Server:
    """One server on a port of loopback; start() and stop() once each."""

    name = ""
    package = None  # its name at npm
    needs = {"node": "nodejs", "npm": "npm"}  # programs, and the Debian packages that have them
    environment = {}
    headers = HEADERS
    is_known_by_id = True  # it answers the API's own poll path, with the id of `task`
    waits = True  # it can hold an answer back
    first_warm_ups = 0  # windows of polls and of submissions before anything is measured

    def __init__(self, folder, port, work, packages):
        self.folder, self.port, self.work, self.packages = folder, port, work, packages
        self.task = work.task if work else None
        self.process = None

    def command(self):
        raise NotImplementedError

    def prepare_poll(self):
        """Called before polls are measured, by those that have to submit something first."""

    def poll_path(self):
        return f"/api/v3/predictions/{self.task}/result"

    def request_of(self, operation):
        """The path of an operation, and its body if it has one."""
        if operation == "poll":
            return self.poll_path(), None
        if operation == "submit":
            return self.work.submit_path, self.work.submit_body
        return self.work.wait_path, self.work.wait_body

    def start(self):
        """Seconds from the start of its process until the first submission was answered."""
        log = os.path.join(self.folder, "errors")
        began = time.perf_counter()
        with open(log, "w") as errors:
            self.process = subprocess.Popen(
                self.command(), cwd=self.folder, env=dict(os.environ, NODE_ENV="production", **self.environment),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True)
        answer = None
        while time.perf_counter() - began < MOST_SECONDS_TO_START and self.process.poll() is None:
            try:
                answer = self.ask("submit")
                if answer[0] == 200:
                    return time.perf_counter() - began
            except OSError:
                pass
            time.sleep(0.002)
        with open(log, errors="replace") as errors:
            raise RuntimeError(f"{self.name} did not start (its last answer: {answer}): {errors.read()[-400:]}")

    def stop(self):
        """By its own process group, so that its children end too."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                pass
            except ProcessLookupError:
                break

    @property
    def pid(self):
        return self.process.pid

    def ask(self, operation, headers=None):
        path, body = self.request_of(operation)
        headers = self.headers if headers is None else headers
        return request(self.port, "POST" if body else "GET", path, body, headers)

    def executable(self, name):
        return os.path.join(self.packages, "node_modules", ".bin", name)

    def write(self, name, content):
        """A configuration file, JSON unless it is text. Its path."""
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content, indent=1))
        return path
