// Starts WaveSpeed's MCP server and calls its tools over stdio, one at a time.
//
// Usage: node mcp_driver.mjs '[{"name", "arguments": {…}}]'; the key and the address come from the environment.
// In arguments "$ID" is replaced by the id in the previous result. Prints a list with an object for each call:
// the tool's result, or {"error": "…"} if it failed.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

const calls = process.argv[2];

const program = fileURLToPath(new URL('node_modules/.bin/wavespeed-mcp', import.meta.url));
const server = spawn(program, {stdio: ['pipe', 'pipe', 'inherit']});
const waiting = new Map();
createInterface({input: server.stdout}).on('line', (line) => {
  const message = JSON.parse(line);
  waiting.get(message.id)?.(message);
});

function send(message) {
  server.stdin.write(JSON.stringify({jsonrpc: '2.0', ...message}) + '\n');
}

// Responses may arrive in any order; the id assigns them to requests.
let lastId = 0;
function request(method, params) {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, (message) => (message.error ? reject(new Error(message.error.message)) : resolve(message.result)));
    server.once('exit', () => reject(new Error('the MCP server ended')));
    send({id, method, params});
  });
}

await request('initialize', {protocolVersion: '2025-06-18', capabilities: {}, clientInfo: {name: 'test', version: '1'}});
send({method: 'notifications/initialized'});
const answers = [];
for (const {name, arguments: given} of JSON.parse(calls)) {
  const filled = JSON.parse(JSON.stringify(given).replaceAll('$ID', answers.at(-1)?.id));
  const {isError, content} = await request('tools/call', {name, arguments: filled});
  answers.push(isError ? {error: content[0].text} : JSON.parse(content[0].text));
}
process.stdout.write(JSON.stringify(answers) + '\n');
server.stdin.end();
server.kill();
