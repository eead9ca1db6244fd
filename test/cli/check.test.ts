// Someone checks their prompts from a terminal: what they read, and how a script learns whether all is well.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkCommand } from '../../src/cli/check.ts'
import { atTerminal, balcony, type Ended } from './balcony.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'balcony-check-'))
})
afterAll(() => rm(root, { recursive: true }))

async function pack(name: string, files: Record<string, string>): Promise<string> {
  const folder = path.join(root, name)
  await mkdir(folder)
  for (const [file, words] of Object.entries(files)) await writeFile(path.join(folder, file), words)
  return folder
}

const good = `- id: riverside-lift
  text: Recall a lift, a stair or a bus stop where you heard some news last week. What did you make of it?
  concept: perceiving
  level: all
  so_what: Who told you the rest?
  source: Riverside coaches 2026
`
const hard = good
  .replace('riverside-lift', 'riverside-hard')
  .replace(
    /text: .*/,
    'text: Recall organisational considerations affecting multidisciplinary collaboration last week. What characterised institutional accountability for everyone involved?',
  )
  .replace('level: all', 'level: citizen')
  .replace('Who told you the rest?', 'Who could you ask about it?')

const check = (args: readonly string[], given: Parameters<typeof atTerminal>[2] = { folder: root }) =>
  atTerminal(checkCommand, args, given)

/** A check of the prompts as they are shipped, by a process of its own. */
let shipped: Ended
beforeAll(async () => {
  shipped = await balcony(['check'])
})

describe('the prompts as they are shipped', () => {
  test('have nothing to mend', () => {
    expect(shipped).toMatchObject({ code: 0, err: '' })
    expect(shipped.out).toMatch(/✓ Nothing to mend\.\n$/)
  })

  test('are counted by what they are about and for whom', () => {
    expect(shipped.out).toMatch(/^\d+ prompts\n {2}prompts\/en: \d+\n/)
    expect(shipped.out).toMatch(/all +senior +service +team +citizen +strengths +light/)
    expect(shipped.out).toMatch(
      / give-back +\d+\/5 ✓ +\d+\/2 ✓ +\d+\/2 ✓ +\d+\/2 ✓ +\d+\/2 ✓ +\d+ of \d+ ✓ +\d+ ✓/,
    )
    expect(shipped.out).toMatch(/ voices-from-below +\d+\/6 ✓ +▇+/)
  })

  test('are shown where they are most alike and hardest to read', () => {
    const [, alike = '', hardest = ''] = shipped.out.split(/The 5 pairs most alike|The 5 hardest to read/)
    expect(alike.match(/^ 0\.\d\d /gm)).toHaveLength(5)
    expect(alike.match(/\.yml:\d+\)/g)).toHaveLength(10)
    expect(hardest.match(/^ \d\.\d .*\.yml:\d+\) (text|so_what), for/gm)).toHaveLength(5)
  })

  test('are plain text where nobody looks on, and fit a hundred columns', () => {
    expect(stripVTControlCharacters(shipped.out)).toBe(shipped.out)
    expect(shipped.out.split('\n').filter((line) => line.length > 120)).toEqual([])
  })
})

test('colours are there for a terminal that shows them, and say nothing that is not said without', async () => {
  const coloured = await balcony(['check'], { FORCE_COLOR: '1' })
  expect(coloured.out).not.toBe(shipped.out)
  expect(stripVTControlCharacters(coloured.out)).toBe(shipped.out)
  expect(await check([], {})).toEqual(shipped)
})

describe('a pack of one’s own', () => {
  test('is read beside the shipped one, from BALCONY_PACKS or as an argument', async () => {
    const folder = await pack('riverside', { 'a.yml': good })
    const [named, configured] = await Promise.all([
      check(['riverside']),
      check([], { environment: { BALCONY_PACKS: folder } }),
    ])
    expect(named).toMatchObject({ code: 0, err: '' })
    expect(named.out).toContain('\n  riverside: 1\n')
    expect(configured).toMatchObject({ code: 0, err: '' })
  })

  test('that is hard to read ends the check with 1 and the line to mend', async () => {
    await pack('hard', { 'a.yml': good.replace('riverside-lift', 'riverside-stair') + hard })
    const ended = await check(['hard'])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(
      /^In hard:\n {2}a\.yml:8 \(riverside-hard, text\): `text` reads at grade \d+\.\d; 6 is the most for a citizen’s prompt: use shorter words than .+\n\n✗ One thing to mend\.\n$/,
    )
    expect(ended.out).not.toContain('Nothing to mend')
    expect(ended.out).toContain('riverside-hard (a.yml:7) text, for citizen')
  })

  test('that takes an id which was retired is refused', async () => {
    await pack('retired', { 'a.yml': good.replace('riverside-lift', 'diagnosis-plan-budget-date') })
    const ended = await check(['retired'])
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toContain('  a.yml:1 (diagnosis-plan-budget-date, id): This id was retired (')
  })

  test('that replaces the shipped one is told its numbers', async () => {
    await pack('alone', { 'a.yml': good, 'pack.yml': 'replaces: shipped\n' })
    const ended = await check(['alone'])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toContain('out of use: another pack stands in their place')
    expect(ended.out).toMatch(/ perceiving +1\/5 ✗ +0\/2 ✗/)
    expect(ended.out).toContain('so you are only told')
  })

  test('that cannot be read is told before anything is counted', async () => {
    const ended = await check(['nowhere'])
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toBe(
      'In nowhere:\n  There is no such folder, or it may not be read. Check its name.\n\n✗ One thing to mend. The rest is checked once every pack can be read.\n',
    )
  })
})

describe('a script', () => {
  test('reads the same as JSON', async () => {
    await pack('json', { 'a.yml': hard })
    const [well, ill, broken] = await Promise.all([
      check(['--json'], {}),
      check(['--json', 'json']),
      check(['--json', 'nowhere']),
    ])
    expect(well).toMatchObject({ code: 0, err: '' })
    const told = JSON.parse(well.out)
    expect(told.faults).toEqual([])
    expect(told.packs).toEqual([{ folder: 'prompts/en', inUse: true, prompts: told.total.count }])
    expect(told.weekly).toHaveLength(11)
    expect(told.mostAlike[0]).toMatchObject({ one: { file: expect.any(String), line: expect.any(Number) } })
    expect(ill).toMatchObject({ code: 1, err: '' })
    expect(JSON.parse(ill.out).faults).toMatchObject([
      { folder: 'json', file: 'a.yml', line: 2, field: 'text' },
    ])
    expect(broken).toMatchObject({ code: 1, err: '' })
    expect(JSON.parse(broken.out).faults).toHaveLength(1)
  })
})

describe('someone who does not know the commands', () => {
  test('is shown them', async () => {
    const [ended, version] = await Promise.all([balcony(['help']), balcony(['--version'])])
    expect(ended.code).toBe(0)
    expect(ended.out).toContain('back it up')
    expect(ended.out).toMatch(/ends with 0 if it is done\. 1 is a refusal/)
    expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
    expect(ended.out).toContain('Usage: npm run balcony -- <command> [options]')
    expect(ended.out).toMatch(/^ {2}check \[options\] \[folders\.\.\.\] +check the prompts/m)
  })

  test('is told what one of them does, with examples, and what it ends with', async () => {
    const ended = await balcony(['help', 'preview'])
    expect(ended.code).toBe(0)
    expect(ended.out).toContain('Usage: npm run balcony -- preview [options]')
    expect(ended.out).toContain('npm run balcony -- preview --level citizen --weeks 26')
    expect(ended.out).toContain('  1  if a pack of questions has a fault')
  })

  test('is helped on after a slip', async () => {
    const ended = await balcony(['chek'])
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toBe(
      "error: unknown command 'chek'\n(Did you mean check?)\n\nTo see what there is: npm run balcony -- help\n",
    )
  })
})
