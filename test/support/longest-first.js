import Sequencer from '@jest/test-sequencer';

/** What takes minutes by itself: begun last, it would leave the other core idle at the end. The longest first. */
const LONGEST = ['year', 'kill', 'row-security-requests', 'every-route', 'api-refusals', 'agreements-pages', 'pages', 'start-up', 'journeys', 'journeys-urgent', 'journeys-corrections', 'records', 'duties-oracle', 'young-person-browser', 'fuzz'];

const rank = ({ path }) => LONGEST.indexOf(path.match(/test\/([^/]+)\.spec\.ts$/)?.[1]);

/** The order in which a run takes the specs: the longest first, the others as jest would, which knows sizes but on a bare machine no times. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const usual = super.sort(tests);
    const longest = usual.filter((test) => rank(test) >= 0).sort((a, b) => rank(a) - rank(b));
    return [...longest, ...usual.filter((test) => rank(test) < 0)];
  }
}
