"""WireMock, without its journal and its log and with asynchronous answers: its fastest setting."""
import glob
import os

from .server import Server

JSON = {"Content-Type": "application/json"}


class WireMock(Server):
    name = "wiremock"
    package = "wiremock"
    needs = {"java": "default-jre-headless", "npm": "npm"}
    first_warm_ups = 8  # its just-in-time compiler takes half a minute to reach the full rate

    def command(self):
        self.write("mappings/peers.json", {"mappings": [
            self.mapping("GET", self.work.poll_path, self.work.poll_answer),
            self.mapping("POST", self.work.submit_path, self.work.submit_answer),
            self.mapping("POST", self.work.wait_path, self.work.wait_answer, self.work.wait_ms),
            {"priority": 10, "request": {"method": "ANY", "urlPattern": "/api/v3/.*"},
             "response": {"status": 401, "headers": JSON, "body": '{"code":401}'}},
        ]})
        jars = glob.glob(os.path.join(self.packages, "node_modules", "wiremock", "build", "*.jar"))
        return ["java", "-jar", jars[0], "--port", str(self.port), "--bind-address", "127.0.0.1",
                "--root-dir", self.folder, "--no-request-journal", "--disable-request-logging", "--disable-banner",
                "--async-response-enabled", "true", "--async-response-threads", "10"]

    @staticmethod
    def mapping(method, path, answer, delay_ms=0):
        asked = {"method": method, "urlPath": path, "headers": {"Authorization": {"matches": "Bearer .+"}}}
        if method == "POST":
            asked["bodyPatterns"] = [{"matchesJsonPath": "$.prompt"}]
        answered = {"status": 200, "headers": JSON, "body": answer}
        if delay_ms:
            answered["fixedDelayMilliseconds"] = delay_ms
        return {"request": asked, "response": answered}
