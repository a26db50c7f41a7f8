// Evaluates price formulas with the npm package jsonata.
//
// Usage: node jsonata_driver.mjs FILE. Each line of FILE is {"formula": "…", "inputs": [{…}, …]}. Prints a line
// for each: a list with what total_price is for each of the inputs, a number, null for undefined, or "CODE: message" for
// an error; one such text instead of the list for a formula that cannot be parsed.
import {createReadStream} from 'node:fs';
import {createInterface} from 'node:readline';
import jsonata from 'jsonata';

// As JsonFormulaInputs of tests/support/formula_inputs.h.
function secondsOf(media) {
  const length = typeof media === 'string' ? /#duration=([0-9.]+)$/.exec(media) : null;
  return length ? Number(length[1]) : undefined;
}

function getDuration(media) {
  if (!Array.isArray(media)) return secondsOf(media);
  const known = media.map(secondsOf).filter((seconds) => seconds !== undefined);
  if (media.length > 0 && known.length === 0) return undefined;
  return known.reduce((sum, seconds) => sum + seconds, 0);
}

const functions = {get_duration: getDuration, get_duration_v2: getDuration, get_duration_v3: getDuration};

function said(error) {
  return `${error.code ?? error.name}: ${error.message}`;
}

async function evaluated(expression, inputs) {
  try {
    const result = (await expression.evaluate({...inputs, ...functions}))?.total_price;
    if (result === undefined) return null;
    return typeof result === 'number' && isFinite(result) ? result : 'not a number';
  } catch (error) {
    return said(error);
  }
}

for await (const line of createInterface({input: createReadStream(process.argv[2])})) {
  const {formula, inputs} = JSON.parse(line);
  let answer = [];
  try {
    const expression = jsonata(formula);
    for (const given of inputs) answer.push(await evaluated(expression, given));
  } catch (error) {
    answer = said(error);
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
