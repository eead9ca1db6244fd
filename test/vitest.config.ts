import { defineConfig } from 'vitest/config'

// Where a machine wants to read how it went, as JSON.
const report = process.env.TEST_REPORT

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    env: { TZ: 'UTC' },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // One more than the smallest machine has cores: many tests wait for a socket or a process, and leave theirs idle.
    maxWorkers: 3,
    // Files share what they import, which is most of a small file's time. So no test may leave anything changed.
    isolate: false,
    // Months are lived in some, each change of them written to the disk.
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
})
