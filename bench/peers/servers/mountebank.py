"""mountebank: one imposter, with a stub for each operation."""
import os

from loading import free_port

from .server import Server

HEADERS = {"Content-Type": "application/json", "Connection": "keep-alive"}


class Mountebank(Server):
    name = "mountebank"
    package = "mountebank"

    def command(self):
        imposters = self.write("imposters.json", {"imposters": [{
            "port": self.port, "protocol": "http", "host": "127.0.0.1",
            "stubs": [
                self.stub("GET", self.work.poll_path, self.work.poll_answer),
                self.stub("POST", self.work.submit_path, self.work.submit_answer),
                self.stub("POST", self.work.wait_path, self.work.wait_answer, [{"wait": self.work.wait_ms}]),
                {"responses": [{"is": {"statusCode": 401, "headers": HEADERS, "body": '{"code":401}'}}]},
            ]}]})
        return [self.executable("mb"), "start", "--configfile", imposters, "--noParse", "--loglevel", "error",
                "--nologfile", "--pidfile", os.path.join(self.folder, "pid"), "--port", str(free_port()),
                "--localOnly"]

    @staticmethod
    def stub(method, path, answer, behaviors=()):
        return {
            "predicates": [{"equals": {"method": method, "path": path}},
                           {"matches": {"headers": {"Authorization": "^Bearer .+"}}}],
            "responses": [{"is": {"statusCode": 200, "headers": HEADERS, "body": answer},
                           **({"behaviors": list(behaviors)} if behaviors else {})}],
        }
