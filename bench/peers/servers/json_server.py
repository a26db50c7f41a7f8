"""json-server. Its own POST rewrites its file each time, so submissions are answered by a middleware."""
import json

from .server import Server

MIDDLEWARE = """
const work = %s;
const answer = (res, text) => res.type('application/json').send(text);
module.exports = (req, res, next) => {
  if (!/^Bearer .+/.test(req.headers.authorization || '')) return res.status(401).json({ code: 401 });
  if (req.method !== 'POST') return next();
  if (typeof req.body.prompt !== 'string') return res.status(400).json({ code: 400 });
  if (req.path === work.submit_path) return answer(res, work.submit_answer);
  if (req.path === work.wait_path) return setTimeout(() => answer(res, work.wait_answer), work.wait_ms);
  next();
};
"""


class JsonServer(Server):
    name = "json-server"
    package = "json-server"

    def command(self):
        task = json.loads(self.work.poll_answer)["data"]
        self.write("db.json", {"results": [task], "jobs": []})
        self.write("routes.json", {"/api/v3/predictions/:id/result": "/results/:id"})
        self.write("middleware.js", MIDDLEWARE % json.dumps(self.work._asdict()))
        return [self.executable("json-server"), "--quiet", "-H", "127.0.0.1", "-p", str(self.port),
                "--routes", "routes.json", "-m", "middleware.js", "--", "db.json"]
