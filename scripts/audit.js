// Whether a package that is deployed has a known weakness of high severity or worse. Fails where one is not in
// .ci/accepted-weaknesses.json with a reason and a day until which it is accepted. Where the registry cannot be asked it says so and goes on.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const WEIGHTY = ['high', 'critical'];
const accepted = JSON.parse(readFileSync(new URL('../.ci/accepted-weaknesses.json', import.meta.url), 'utf8'));
const today = new Date().toISOString().slice(0, 10);

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 120_000 });
const found = weaknesses(stdout);
if (found === null) console.log('The registry could not be asked for known weaknesses: nothing is known of them now.');
else report(found);

/** Each weighty advisory once; null where npm had no answer. */
function weaknesses(text) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  if (!answer?.vulnerabilities) return null;
  const advisories = Object.values(answer.vulnerabilities).flatMap(({ via }) => via.filter((one) => typeof one === 'object' && WEIGHTY.includes(one.severity)));
  return [...new Map(advisories.map((one) => [one.url, one])).values()];
}

function report(advisories) {
  const isAccepted = ({ url }) => accepted.some((one) => one.advisory === url && one.reason && one.until >= today);
  for (const one of advisories) console.log(`${isAccepted(one) ? 'accepted' : 'WEAK'}: ${one.name} ${one.range}, ${one.severity}: ${one.title} (${one.url})`);
  const open = advisories.filter((one) => !isAccepted(one));
  console.log(`${advisories.length} known weaknesses of high severity or worse in what is deployed, ${open.length} of them not accepted.`);
  if (open.length > 0) process.exitCode = 1;
}
