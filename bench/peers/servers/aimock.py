"""aimock. It has no route of this API: its queue of fal, submit and result by id, carries the same bytes."""
import json
import time

from loading import HEADERS, KEY

from .server import Server

SUBMIT_PATH = "/fal/fal-ai/flux/dev"


class Aimock(Server):
    name = "aimock"
    package = "@copilotkit/aimock"
    environment = {"AIMOCK_API_KEYS": KEY}
    headers = dict(HEADERS, **{"x-fal-target-host": "queue.fal.run"})
    is_known_by_id = False
    waits = False

    def command(self):
        fixtures = self.write("fixtures.json", {"fixtures": [{
            "match": {"model": "fal-ai/flux/dev", "endpoint": "fal"},
            "response": {"json": json.loads(self.work.poll_answer)}}]})
        return [self.executable("llmock"), "-h", "127.0.0.1", "-p", str(self.port), "-f", fixtures,
                "--log-level", "silent", "--journal-max", "1"]

    def prepare_poll(self):
        """It forgets a job after 10,000 others."""
        self.task = json.loads(self.ask("submit")[1])["request_id"]
        deadline = time.monotonic() + 10
        while '"outputs"' not in self.ask("poll")[1] and time.monotonic() < deadline:
            time.sleep(0.01)

    def poll_path(self):
        return f"{SUBMIT_PATH}/requests/{self.task}"

    def request_of(self, operation):
        if operation == "submit":
            return SUBMIT_PATH, self.work.submit_body
        return super().request_of(operation)
