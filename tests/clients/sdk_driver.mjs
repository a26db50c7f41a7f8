// Drives the official JavaScript SDK once and says what came of it, as one line of JSON.
//
// Usage: node sdk_driver.mjs '{"key", "client": {…}, "model", "input": {…}, "run": {…}, "secondsPerRequest"}'
// Prints {"outputs": […], "files": [{"status", "type", "bytes"}]} or {"error": "…", "name": "…"}.
import {Client} from 'wavespeed';

const call = JSON.parse(process.argv[2]);

// The SDK tells of its retries on standard output; the answer has to stand there alone.
console.log = console.error;

// Lets this process's clock go on by that much with each request, so that a time limit of the SDK is
// reached by counting and not by waiting.
if (call.secondsPerRequest) {
  const {fetch: realFetch} = globalThis;
  const realNow = Date.now;
  let requests = 0;
  globalThis.fetch = (...request) => {
    requests += 1;
    return realFetch(...request);
  };
  Date.now = () => realNow() + requests * call.secondsPerRequest * 1000;
}

async function fetchFile(url) {
  const response = await fetch(url);
  const bytes = (await response.arrayBuffer()).byteLength;
  return {status: response.status, type: response.headers.get('content-type'), bytes};
}

let answer;
try {
  const client = new Client(call.key, call.client);
  const {outputs} = await client.run(call.model, call.input, call.run);
  answer = {outputs, files: await Promise.all(outputs.map(fetchFile))};
} catch (error) {
  answer = {error: error.message, name: error.name};
}
process.stdout.write(JSON.stringify(answer) + '\n');
