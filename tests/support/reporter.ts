import { DefaultReporter } from 'vitest/node';
import type { TestCase, TestModule } from 'vitest/node';

/** The usual report, then every skipped test with its reason, and as the last line `N passed, N failed, N skipped`. */
export default class ClosingLineReporter extends DefaultReporter {
  override onTestRunEnd(...run: Parameters<DefaultReporter['onTestRunEnd']>): void {
    super.onTestRunEnd(...run);
    const [modules, errors] = run;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const of = (state: string) => tests.filter((test) => test.result().state === state);
    for (const [reason, count] of reasonsOf(of('skipped'))) console.log(`skipped ${count}: ${reason}`);
    const failed = of('failed').length + brokenModules(modules) + errors.length;
    const counts = [`${of('passed').length} passed`, `${failed} failed`];
    if (of('skipped').length > 0) counts.push(`${of('skipped').length} skipped`);
    console.log(counts.join(', '));
  }
}

/** Files that could not even be collected count as failures: their tests are missing from the numbers. */
const brokenModules = (modules: readonly TestModule[]): number =>
  modules.filter((module) => module.errors().length > 0).length;

function reasonsOf(skipped: readonly TestCase[]): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  for (const test of skipped) {
    const result = test.result();
    const reason = (result.state === 'skipped' && result.note) || `no reason given (${test.fullName})`;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return reasons;
}
