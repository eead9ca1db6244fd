// One file per digest, beside this one: what its readers get, block by block. A change of any shows in its file.
// After a change that is meant: `npx vitest run --config test/vitest.config.ts test/digests -u`, and look at each as it
// is drawn: `npm run pictures -- /tmp/digests`.
import { expect } from 'vitest'
import { contentOf } from '../../src/sandbox/chat-methods.ts'
import type { Rendered } from '../../src/slack/views/letter.ts'

/** Holds a rendered message against `<name>.json`, once Slack's rules, as the practice workspace knows them, let it pass. */
export const expectGolden = async (name: string, rendered: Rendered): Promise<void> => {
  expect(contentOf(rendered)).toMatchObject({ is: 'good' })
  await expect(`${JSON.stringify(rendered, null, 2)}\n`).toMatchFileSnapshot(`./${name}.json`)
}
