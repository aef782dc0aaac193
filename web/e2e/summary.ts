import type { Reporter, TestCase, TestError } from '@playwright/test/reporter';

/** Ends the output with a line on each test that failed or passed only when run again, for logs of which the end is read. */
export default class Summary implements Reporter {
  readonly #seen = new Set<TestCase>();

  onTestEnd(test: TestCase): void {
    this.#seen.add(test);
  }

  onEnd(): void {
    for (const test of this.#seen) {
      const outcome = test.outcome();
      if (outcome !== 'unexpected' && outcome !== 'flaky') continue;
      const error = test.results.find((result) => result.error)?.error;
      console.log(`${outcome === 'flaky' ? 'passed when run again' : 'failed'}: ${whereOf(test)}: ${reason(error)}`);
    }
  }

  printsToStdio(): boolean {
    return true;
  }
}

function whereOf(test: TestCase): string {
  return `${test.titlePath()[1]} ${test.location.file.split('/').at(-1)}:${test.location.line}`;
}

/** Returns the place and the first two lines of what went wrong, without colours. */
function reason(error: TestError | undefined): string {
  // eslint-disable-next-line no-control-regex -- the colours of a terminal begin with one
  const plain = (error?.message ?? 'no error told').replaceAll(/\u001B\[\d+m/g, '');
  const lines = plain.split('\n').filter((line) => line.trim() !== '');
  const at = error?.location ? ` (line ${error.location.line})` : '';
  return (
    lines
      .slice(0, 4)
      .map((line) => line.trim())
      .join(' ')
      .slice(0, 300) + at
  );
}
