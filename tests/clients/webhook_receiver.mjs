// A receiver of webhooks as a user would write it: checks the signature and the age of each webhook
// with Node's crypto module, and prints one line of JSON for it.
//
//   node webhook_receiver.mjs BASE_URL KEY    submits a task with a webhook and waits for its end
//   node webhook_receiver.mjs --vector        prints the signature of the documented vector
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const SECONDS_OF_GRACE = 300;

function sign(secret, id, timestamp, body) {
  const key = secret.replace(/^whsec_/, '');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('hex');
}

function verify(secret, headers, body) {
  const [version, given] = headers['webhook-signature'].split(',');
  const expected = sign(secret, headers['webhook-id'], headers['webhook-timestamp'], body);
  const age = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp']));
  return version === 'v3' && given.length === expected.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(expected)) && age <= SECONDS_OF_GRACE;
}

async function main(baseUrl, key) {
  const authorization = `Bearer ${key}`;
  const answer = await fetch(`${baseUrl}/api/v3/webhook/secret`, { headers: { authorization } });
  const { secret } = (await answer.json()).data;

  let attempts = 0;
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString();
    attempts += 1;
    const verified = verify(secret, request.headers, body);
    const tampered = verify(secret, request.headers, body.replace('completed', 'failed'));
    // Refuses the first attempt, so that the webhook is retried.
    response.statusCode = attempts === 1 ? 503 : 200;
    response.end('noted');
    if (attempts === 1) return;
    console.log(JSON.stringify({
      verified, tampered, attempts, method: request.method, url: request.url,
      type: request.headers['content-type'], id: request.headers['webhook-id'],
      submitted, body: JSON.parse(body),
    }));
    server.close();
    server.closeIdleConnections();
  });
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });

  const hook = `http://127.0.0.1:${server.address().port}/hooks?from=mock&n=1`;
  const submission = await fetch(
    `${baseUrl}/api/v3/wavespeed-ai/flux-dev?webhook=${encodeURIComponent(hook)}`,
    { method: 'POST', headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'A cat' }) });
  const submitted = (await submission.json()).data;
}

if (process.argv[2] === '--vector') {
  console.log(sign('whsec_dGVzdA==', 'wh_1', '1700000000', '{"id":"wh_1","status":"completed"}'));
} else {
  await main(process.argv[2], process.argv[3]);
}
