import { accessSync, constants, statfsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Where a machine wants to read how it went, as JSON.
const report = process.env.TEST_REPORT

/** Where Linux keeps files in memory: what a test writes there is flushed at once, which spares a quarter of the work. */
const memory = '/dev/shm'
/** Far more than all tests have there at a time, with the browser's own use of it (bytes). */
const room = 256_000_000
const hasRoom = (): boolean => {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= room
  } catch {
    return false
  }
}

/** What takes longest begins first, so that nothing long is left to run alone at the end. */
const longest = [
  'conversations/conversations.test.ts',
  'process/practice.test.ts',
  'browser/practice.test.ts',
  'process/bad-input.test.ts',
  'end-to-end/coaching.test.ts',
  'process/life.test.ts',
  'browser/slack.test.ts',
  'end-to-end/own-experience.test.ts',
  'end-to-end/private-years.test.ts',
  'slack/views.test.ts',
  'end-to-end/digests.test.ts',
  'end-to-end/channels.test.ts',
  'process/kills.test.ts',
  'end-to-end/trouble.test.ts',
  'end-to-end/export.test.ts',
  'store/faults.test.ts',
  'content/coverage.test.ts',
  'cli/check.test.ts',
]
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((it) => moduleId.endsWith(it))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    env: { TZ: 'UTC', ...(hasRoom() && { TMPDIR: memory }) },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // One more than the smallest machine has cores: many tests wait for a socket or a process, and leave theirs idle.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Files share what they import, which is most of a small file's time. So no test may leave anything changed.
    isolate: false,
    // Months are lived in some, each change of them written to the disk.
    testTimeout: 60_000,
    // What is waited for comes as soon as it can; a busy machine may take its time.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 30_000,
  },
})
