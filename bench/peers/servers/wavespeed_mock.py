"""Our own server: keys, limits, ledger, journal and metrics as they are by default."""
import json

from loading import our_command

from .server import Server


class WavespeedMock(Server):
    name = "wavespeed-mock"
    needs = {}
    program = None  # set once, by the command line

    def command(self):
        return our_command(self.program, f"fixed:{self.work.wait_ms}ms", "--port", str(self.port))

    def prepare_poll(self):
        self.task = json.loads(self.ask("wait")[1])["data"]["id"]
