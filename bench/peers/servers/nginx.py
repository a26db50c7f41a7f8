"""nginx answering fixed texts: the reference, about what loopback and the machine allow. No mock."""
from loading import nginx_command

from .server import Server


class Nginx(Server):
    name = "nginx"
    needs = {"nginx": "nginx-light"}
    waits = False

    def command(self):
        return nginx_command(self.folder, self.port, self.work.poll_path, self.work.poll_answer,
                             self.work.submit_answer)
