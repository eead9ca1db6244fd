// What people take back stays taken back when an older backup is restored: whatever they did, in any order, and
// wherever in it the backup was made.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { sayOfChallenge } from '../../src/domain/challenge.ts'
import { choose, decide, optIn, optOut, putForward } from '../../src/domain/consent.ts'
import {
  accept,
  decline,
  declineToo,
  invite,
  joinToo,
  leave,
  pause,
  resume,
} from '../../src/domain/enrolment.ts'
import {
  forgetChallenge,
  forgetEverything,
  forgetMessage,
  forgetReflection,
  isForgotten,
  takeBack,
} from '../../src/domain/erasure.ts'
import {
  type Instant,
  type Leader,
  LocalDate,
  ProgrammeId,
  type Reflection,
  ReflectionId,
  type SlackTs,
} from '../../src/domain/model.ts'
import { partKey, recordTyped, recordWritten, remember } from '../../src/domain/reflection.ts'
import { restoredWorkspace } from '../../src/domain/restored.ts'
import { confirmReply } from '../../src/domain/set-aside.ts'
import {
  type Noted,
  saidNo,
  stageSubject,
  type Withdrawal,
  withdrawAgain,
  withdrawals,
} from '../../src/domain/withdrawal.ts'
import { Workspace } from '../../src/domain/workspace.ts'
import { aDelivery, aLeader, aPartnership, aReflection, at, month, partnershipId, tsAt } from './given.ts'

const north = partnershipId('north')
const begins = at('2026-01-06 10:00')
const others = ProgrammeId.parse('others')

/** A ledger as the adapter keeps it, without its hashes and its disk. */
const aLedger = () => {
  const last = new Map<string, { at: Instant; n: number; says: string }>()
  let n = 0
  return {
    note: (all: readonly Withdrawal[], now: Instant) => {
      for (const { subject, says, undoes } of all) {
        if (undoes && (!last.has(subject) || last.get(subject)?.says === says)) continue
        n += 1
        last.set(subject, { at: now, n, says })
      }
    },
    noted: ((subject) => last.get(subject)) satisfies Noted,
  }
}

const typedTs = (it: Leader): SlackTs[] =>
  it.reflections.flatMap(({ parts, soWhat, nowWhat }) =>
    [...parts, soWhat, nowWhat].flatMap((part) => (part?.from.is === 'typed' ? part.from.ts : [])),
  )
const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(all.length, 1)]

type Act = (leader: Leader, now: Instant, n: number) => Leader

const onReply =
  (act: (leader: Leader, it: Reflection, now: Instant, n: number) => Leader): Act =>
  (leader, now, n) => {
    const it = pick(leader.reflections, n)
    return it ? act(leader, it, now, n) : leader
  }
const onTyped =
  (act: (leader: Leader, ts: SlackTs, now: Instant, n: number) => Leader): Act =>
  (leader, now, n) => {
    const ts = pick(typedTs(leader), n)
    return ts ? act(leader, ts, now, n) : leader
  }
const written = (more: object) => ({ parts: {}, shares: {}, ...more })

const acts: Record<string, Act> = {
  types: (it, now, n) => recordTyped(it, { ts: tsAt(now), text: `Typed ${n}, with care.` }, now),
  typesInThread: onTyped((it, ts, now, n) =>
    recordTyped(it, { ts: tsAt(now), thread: ts, text: `In the thread ${n}.` }, now),
  ),
  editsTyped: onTyped((it, ts, now, n) =>
    recordTyped(it, { ts, text: `Edited ${n}.`, edited: tsAt(now) }, now),
  ),
  addsToTyped: onTyped((it, ts, now, n) => {
    const part = it.reflections.flatMap(({ parts }) => parts).find((one) => partKey(one) === ts)
    return part ? recordTyped(it, { ts, text: `${part.text} More ${n}.`, edited: tsAt(now) }, now) : it
  }),
  deletesTyped: onTyped((it, ts, now) => forgetMessage(it, ts, now)),
  saysItWasNoReply: onTyped((it, ts, now) => takeBack(it, ts, now)),
  saysItWasAfterAll: (it, now, n) => {
    const ts = pick(it.forgottenTs, n)
    return ts ? recordTyped(remember(it, ts), { ts, text: `After all ${n}.` }, now) : it
  },
  writes: (it, now, n) => {
    const delivery = it.deliveries[0]
    return delivery
      ? recordWritten(it, { delivery: delivery.id }, written({ added: `Written ${n}.` }), now)
      : it
  },
  rewrites: onReply((it, { id, parts }, now, n) => {
    const part = pick(parts, n)
    return part
      ? recordWritten(it, { reflection: id }, written({ parts: { [partKey(part)]: `Rewritten ${n}.` } }), now)
      : it
  }),
  correctsAWord: onReply((it, { id, parts }, now, n) => {
    const part = pick(parts, n)
    const words = part?.text.split(' ') ?? []
    const text = words.with(n % Math.max(words.length, 1), `corrected${n}`).join(' ')
    return part
      ? recordWritten(it, { reflection: id }, written({ parts: { [partKey(part)]: text } }), now)
      : it
  }),
  plans: onReply((it, { id }, now, n) =>
    recordWritten(
      it,
      { reflection: id },
      written({ soWhat: `So ${n}.`, nowWhat: n % 3 ? `When ${n}.` : '' }),
      now,
    ),
  ),
  saysWhatHelped: (it, _, n) => ({
    ...it,
    commitments: it.commitments.map((one) => ({
      ...one,
      state: { ...one.state, helped: `Helped ${n % 2}.` },
    })),
  }),
  namesChallenge: onReply((it, { id }, now, n) =>
    recordWritten(it, { reflection: id }, written({ challenge: { name: `Challenge ${n}` } }), now),
  ),
  renamesChallenge: (it, now, n) => sayOfChallenge(it, { name: `Renamed ${n % 3}`, isSame: true }, now),
  leavesOutItsName: (it, now, n) => sayOfChallenge(it, { setAside: n % 3 > 0 }, now),
  deletesChallenge: (it, now) =>
    it.challenges.slice(0, 1).reduce((one, { namedAt }) => forgetChallenge(one, namedAt, now), it),
  losesChallenges: (it) => ({ ...it, challenges: [] }),
  deletesReply: onReply((it, { id }, now) => forgetReflection(it, id, now)),
  leavesAlone: onReply((it, { id }) => ({
    ...it,
    reflections: it.reflections.map((one) => (one.id === id ? { ...one, notAgain: true } : one)),
  })),
  setsAside: onReply((it, { id }, _, n) => ({
    ...it,
    reflections: it.reflections.map((one) =>
      one.id === id ? { ...one, reuse: n % 2 ? 'set-aside' : 'confirmed' } : one,
    ),
  })),
  takesPart: (it, now) => optIn(it, north, now),
  takesPartNoLonger: (it) => optOut(it, north),
  shares: onReply((it, { id }, _, n) =>
    choose(it, id, north, n % 3 === 0 ? { is: 'theme' } : { is: 'words', named: n % 2 === 0 }),
  ),
  sharesNot: onReply((it, { id }) => choose(it, id, north, { is: 'private' })),
  saysYes: (it, now, n) =>
    decide(
      putForward(it, month('2026-01')),
      aPartnership({ id: north }),
      {
        seen: { isPrivate: true, isShared: false },
        shownAt: now,
        decisions: it.reflections.map(({ id }) => ({
          reflection: id,
          choice: { is: 'words', named: n % 2 === 0 },
          words: `Approved ${n}.`,
          checked: true,
        })),
      },
      [],
      now,
    ),
  leaves: (it, now) => leave(it, now),
  comesBack: (it, now) => (it.stage.is === 'left' ? resume(it, now) : accept(it, now)),
  pauses: (it, now) => pause(it, LocalDate.parse(plus(now, { days: 20 }).slice(0, 10)), now),
  isNamedForAnother: (it, now) => invite(it, others, now),
  declinesAnother: (it, now) => declineToo(it, others, now),
  joinsAnother: (it) => joinToo(it, others),
  callsThemselves: (it, _, n) => ({
    ...it,
    settings: { ...it.settings, title: n % 3 ? `Title ${n}` : undefined },
  }),
  keepsFor: (it, _, n) => ({ ...it, settings: { ...it.settings, keepMonths: n % 2 ? 3 : 36 } }),
  isDiscreet: (it, _, n) => ({ ...it, settings: { ...it.settings, words: n % 2 ? 'discreet' : 'shown' } }),
  deletesEverything: (it, now) => forgetEverything(it, now),
}

/** What is left of something written, word by word. */
const left = (text: string): string[] => text.split(/\s+/).filter((it) => it && it !== '[…]')
const standsIn = (text: string, all: readonly string[]): boolean =>
  all.some((it) => {
    const there = left(it).values()
    return left(text).every((word) => {
      for (const other of there) if (other === word) return true
      return false
    })
  })

/** Each thing written in a reply, by where it stands. */
const places = (it: Leader): Map<string, string> =>
  new Map(
    it.reflections.flatMap(({ id, parts, soWhat, nowWhat }) => [
      ...parts.map((part): [string, string] => [`${id} ${partKey(part)}`, part.text]),
      ...(soWhat ? [[`${id} so`, soWhat.text] as [string, string]] : []),
      ...(nowWhat ? [[`${id} now`, nowWhat.text] as [string, string]] : []),
    ]),
  )

/** Everything in a document that someone wrote. */
const words = (it: Leader): string[] => [
  ...it.reflections.flatMap(({ parts, soWhat, nowWhat, shares }) => [
    ...[...parts, soWhat, nowWhat].flatMap((part) => part?.text ?? []),
    ...Object.values(shares).flatMap(({ stage }) => (stage.is === 'approved' ? (stage.words ?? []) : [])),
  ]),
  ...it.commitments.flatMap(({ state }) => state.helped ?? []),
  ...it.challenges.map(({ name }) => name),
  it.settings.title ?? '',
]

const someone = aLeader({ deliveries: [aDelivery(begins)], optIns: { [north]: begins } })

const aLife = fc.record({
  acts: fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 1, maxLength: 30 }),
  backupAt: fc.integer({ min: 0, max: 29 }),
})

const lived = ({ acts: names, backupAt }: { acts: string[]; backupAt: number }) => {
  const ledger = aLedger()
  let leader = someone
  let backup: Leader | undefined
  const stayed = new Set<string>()
  let now = plus(begins, { hours: 1 })
  for (const [n, name] of names.entries()) {
    if (n === backupAt % names.length) {
      backup = leader
      for (const place of places(backup).keys()) stayed.add(place)
    }
    if (isForgotten(leader)) break
    now = plus(now, { minutes: 7 })
    const after = acts[name]!(leader, now, n)
    if (backup) ledger.note(withdrawals(leader, after), now)
    leader = after
    for (const place of stayed) if (!places(after).has(place)) stayed.delete(place)
  }
  const made = backup ?? leader
  const later = plus(now, { days: 1 })
  return {
    backup: made,
    final: leader,
    stayed,
    noted: ledger.noted,
    restored: withdrawAgain(made, ledger.noted, later),
    later,
  }
}

describe('after a restore', () => {
  it('nothing is there again that its author changed, deleted or took back', () => {
    fc.assert(
      fc.property(aLife, (life) => {
        const { final, restored } = lived(life)
        const now = words(final)
        // Words to which something was added are not taken back; nor are those that stayed beside one that was.
        const back = words(restored).filter((text) => !standsIn(text, now))
        expect(back).toEqual([])
        expect(isForgotten(restored)).toBe(isForgotten(final))
      }),
      { numRuns: 1_500 },
    )
  })

  it('nothing that was only changed is lost unseen: it stands where it stood, and says what it lacks', () => {
    fc.assert(
      fc.property(aLife, (life) => {
        const { final, stayed, restored } = lived(life)
        if (isForgotten(final)) return
        const there = places(restored)
        expect([...stayed].filter((place) => !there.has(place))).toEqual([])
        for (const { id, parts, soWhat, nowWhat, reuse } of restored.reflections) {
          const lacking = [...parts, soWhat, nowWhat].filter((part) => part?.lacks)
          if (lacking.length > 0) expect({ id, reuse }).toEqual({ id, reuse: 'set-aside' })
        }
        const lacks = (text: string) =>
          restored.reflections.some(({ parts, soWhat, nowWhat }) =>
            [...parts, soWhat, nowWhat].some((part) => part?.text === text && part.lacks),
          )
        const now = places(final)
        const unsaid = [...there].filter(
          ([place, text]) => stayed.has(place) && now.get(place) !== text && !lacks(text),
        )
        expect(unsaid).toEqual([])
      }),
      {
        // All of the answer that the backup has was taken back, and the reply goes on with what was typed since.
        examples: [
          [
            {
              acts: ['types', 'plans', 'deletesChallenge', 'types', 'saysItWasNoReply', 'types'],
              backupAt: 2,
            },
          ],
        ],
        numRuns: 1_000,
      },
    )
  })

  it('no yes stands that was withdrawn, and no wish for less was lost', () => {
    fc.assert(
      fc.property(aLife, (life) => {
        const { backup, final, restored } = lived(life)
        if (isForgotten(final)) return
        for (const { id, shares, notAgain } of restored.reflections) {
          const there = final.reflections.find((it) => it.id === id)
          if (shares[north]?.stage.is === 'approved')
            expect(there?.shares[north]?.stage).toMatchObject({ is: 'approved' })
          if (there?.notAgain) expect(notAgain).toBe(true)
        }
        const isSetAside = ({ challenges }: Leader, named: Instant) =>
          challenges.some(({ namedAt, setAside }) => namedAt === named && setAside)
        for (const { namedAt } of restored.challenges)
          if (isSetAside(final, namedAt)) expect(isSetAside(restored, namedAt)).toBe(true)
        for (const it of Object.keys(restored.optIns)) expect(Object.keys(final.optIns)).toContain(it)
        const isAsked = ({ stage }: Leader) => !['left', 'declined', 'paused'].includes(stage.is)
        if (!isAsked(final)) expect(isAsked(restored)).toBe(false)
        if (final.settings.words === 'discreet') expect(restored.settings.words).toBe('discreet')
        expect(restored.settings.keepMonths).toBe(
          Math.min(final.settings.keepMonths, backup.settings.keepMonths),
        )
        const declined = ({ further }: Leader) => further.some(({ is }) => is === 'declined')
        if (declined(final) && restored.further.length > 0) expect(declined(restored)).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('all is there that nobody took back, and doing it once more changes nothing', () => {
    fc.assert(
      fc.property(aLife, (life) => {
        const { backup, noted, restored, later } = lived(life)
        expect(withdrawAgain(backup, () => undefined, later)).toEqual(backup)
        expect(withdrawAgain(restored, noted, later)).toEqual(restored)
      }),
    )
  })
})

describe('the ledger of someone', () => {
  const now = at('2026-01-07 10:00')

  it('has a reply that was answered anew after it was deleted', () => {
    const first = aLeader({ reflections: [aReflection('a', 'First words', { at: at('2026-01-06 12:00') })] })
    const gone = forgetReflection(first, first.reflections[0]!.id, now)
    const again: Leader = {
      ...gone,
      reflections: [aReflection('a', 'Second words', { at: at('2026-01-08 12:00') })],
    }
    const ledger = aLedger()
    ledger.note(withdrawals(first, gone), now)
    ledger.note(withdrawals(gone, again), now)
    expect(words(withdrawAgain(first, ledger.noted, now))).not.toContain('First words')
    expect(words(withdrawAgain(again, ledger.noted, now))).toContain('Second words')
  })

  describe('that changed a reply in its form', () => {
    const wrote = 'I listened to Mrs Jones, teh daughter, before I spoke.'
    const id = ReflectionId.parse('weekly')
    const first = aLeader({ reflections: [aReflection(id, wrote, { at: at('2026-01-06 12:00') })] })
    const rewritten = (it: Leader, text: string, when: Instant) =>
      recordWritten(
        it,
        { reflection: id },
        written({ parts: { [partKey(it.reflections[0]!.parts[0]!)]: text } }),
        when,
      )
    const restoredAfter = (...texts: string[]) => {
      const ledger = aLedger()
      let it = first
      for (const text of texts) {
        // In one moment, as a clock that stands still has it.
        const after = rewritten(it, text, now)
        ledger.note(withdrawals(it, after), now)
        it = after
      }
      return withdrawAgain(first, ledger.noted, now).reflections[0]
    }

    it('leaves a gap for each word that was taken out, and keeps it to its author', () => {
      expect(restoredAfter('I listened to the daughter before I spoke.')).toMatchObject({
        parts: [{ text: 'I listened to […] before I spoke.', lacks: true }],
        reuse: 'set-aside',
      })
      expect(restoredAfter(wrote.replace('teh', 'the'))?.parts[0]?.text).toBe(wrote.replace('teh', '[…]'))
    })

    it('has nothing but a gap where it was changed again, or all over', () => {
      const gap = { parts: [{ text: '[…]', lacks: true }], reuse: 'set-aside' }
      expect(restoredAfter(wrote.replace('teh', 'the'), 'I listened before I spoke.')).toMatchObject(gap)
      expect(restoredAfter('We all learned something today')).toMatchObject(gap)
    })

    it('is as it was where the change was undone, and says that it lacks something where it grew', () => {
      expect(restoredAfter('Something else', wrote)).toEqual(first.reflections[0])
      expect(restoredAfter(`${wrote} And more.`)).toMatchObject({
        parts: [{ text: wrote, lacks: true }],
        reuse: 'set-aside',
      })
    })

    it('lacks nothing any more once its author wrote it anew, or said that it may be used so', () => {
      const ledger = aLedger()
      ledger.note(withdrawals(first, rewritten(first, 'Something else', now)), now)
      const restored = withdrawAgain(first, ledger.noted, now)
      expect(rewritten(restored, 'Now it is whole', now).reflections[0]?.parts[0]?.lacks).toBeUndefined()
      const used = confirmReply(restored, id).reflections[0]
      expect(used).toMatchObject({ reuse: 'confirmed' })
      expect(used?.parts[0]?.lacks).toBeUndefined()
    })

    it('does not take the message in Slack, that still has the words, for news', () => {
      const ts = tsAt(at('2026-01-06 11:00'))
      const typed = recordTyped(someone, { ts, text: wrote }, at('2026-01-06 11:00'))
      const changed = recordWritten(
        typed,
        { reflection: typed.reflections[0]!.id },
        written({ parts: { [ts]: 'I listened.' } }),
        now,
      )
      const ledger = aLedger()
      ledger.note(withdrawals(typed, changed), now)
      const restored = withdrawAgain(typed, ledger.noted, now)
      const readAgain = recordTyped(restored, { ts, text: wrote, edited: tsAt(at('2026-01-06 11:05')) }, now)
      expect(words(readAgain).join()).not.toContain('Jones')
    })
  })

  it('knows of a challenge that was called otherwise, and leaves it without its name and its calls with it', () => {
    const named = sayOfChallenge(someone, { name: 'Mrs Jones and the rota', placed: 'both' }, begins)
    const renamed = sayOfChallenge(named, { name: 'The rota', isSame: true }, now)
    const ledger = aLedger()
    ledger.note(withdrawals(named, renamed), now)
    expect(withdrawAgain(named, ledger.noted, now).challenges).toMatchObject([
      { name: '[…]', setAside: true, placed: [{ as: 'both' }], state: { is: 'live' } },
    ])
  })

  it('has what helped, and what they call themselves, where they changed that and then changed it back', () => {
    const planned = recordWritten(
      aLeader({ reflections: [aReflection('a', 'First words', { at: at('2026-01-06 12:00') })] }),
      { reflection: ReflectionId.parse('a') },
      written({ nowWhat: 'When we meet, I will ask.' }),
      begins,
    )
    const saying = (helped: string | undefined, title = helped): Leader => ({
      ...planned,
      settings: { ...planned.settings, title },
      commitments: planned.commitments.map((it) => ({ ...it, state: { ...it.state, helped } })),
    })
    const restoredAfter = (...all: (string | undefined)[]) => {
      const ledger = aLedger()
      for (const [i, next] of all.entries())
        if (i > 0) ledger.note(withdrawals(saying(all[i - 1]), saying(next)), now)
      const { commitments, settings } = withdrawAgain(saying('Ann'), ledger.noted, now)
      return [commitments[0]?.state.helped, settings.title]
    }
    expect(restoredAfter('Ann', 'A walk', 'Ann')).toEqual(['Ann', 'Ann'])
    expect(restoredAfter('Ann', undefined, 'Ann')).toEqual(['Ann', 'Ann'])
    expect(restoredAfter('Ann', 'A walk')).toEqual([undefined, undefined])
    expect(restoredAfter('Ann', 'A walk', 'Ann', undefined)).toEqual([undefined, undefined])
  })

  it('knows of a challenge whose name is not to be brought up, until its leader says otherwise', () => {
    const named = sayOfChallenge(someone, { name: 'The rota' }, begins)
    const aside = sayOfChallenge(named, { setAside: true }, now)
    const ledger = aLedger()
    ledger.note(withdrawals(named, aside), now)
    expect(withdrawAgain(named, ledger.noted, now)).toEqual(aside)
    ledger.note(withdrawals(aside, sayOfChallenge(aside, { setAside: false }, now)), now)
    expect(withdrawAgain(named, ledger.noted, now)).toEqual(named)
  })

  it('knows of a yes that was given anew to fewer readers: the one to more of them is not there again', () => {
    const id = ReflectionId.parse('a')
    const replied = aLeader({ optIns: { [north]: begins }, reflections: [aReflection('a', 'Mine to give')] })
    const asked = putForward(choose(replied, id, north, { is: 'words', named: false }), month('2026-01'))
    const saysYes = (it: Leader, isShared: boolean, named: boolean, when: Instant) =>
      decide(
        it,
        aPartnership({ id: north }),
        {
          seen: { isPrivate: true, isShared },
          shownAt: when,
          decisions: [
            { reflection: id, choice: { is: 'words', named }, words: 'Mine to give', checked: false },
          ],
        },
        [],
        when,
      )
    const toMany = saysYes(asked, true, false, begins)
    const restoredAfter = (toFewer: Leader) => {
      const ledger = aLedger()
      ledger.note(withdrawals(toMany, toFewer), now)
      return withdrawAgain(toMany, ledger.noted, now).reflections[0]?.shares[north]
    }
    expect(restoredAfter(saysYes(toMany, false, true, now))).toBeUndefined()
    expect(restoredAfter(saysYes(toMany, true, true, now))).toMatchObject({ stage: { is: 'approved' } })
  })

  it('lets what was typed and edited be read again where it was typed', () => {
    const ts = tsAt(at('2026-01-06 11:00'))
    const typed = recordTyped(someone, { ts, text: 'With a name in it' }, at('2026-01-06 11:00'))
    const edited = recordTyped(typed, { ts, text: 'Without', edited: tsAt(now) }, now)
    const ledger = aLedger()
    ledger.note(withdrawals(typed, edited), now)
    const restored = withdrawAgain(typed, ledger.noted, now)
    expect(words(restored).join()).not.toContain('name')
    expect(restored.forgottenTs).toEqual([])
    expect(restored.lastSeenTs <= ts).toBe(true)
    expect(words(recordTyped(restored, { ts, text: 'Without', edited: tsAt(now) }, now))).toContain('Without')
  })

  it('knows a no of someone whom the backup does not know: they are not invited again', () => {
    const invited = aLeader({ stage: 'invited' })
    const ledger = aLedger()
    ledger.note(withdrawals(undefined, invited), now)
    expect(ledger.noted(stageSubject('T1', 'ULada'))).toBeUndefined()
    ledger.note(withdrawals(invited, decline(invited, now)), now)
    expect(saidNo(ledger.noted, 'T1', 'ULada')).toBe('declined')
    const workspace = Workspace.parse({
      schema: 2,
      id: 'T1',
      programmes: [],
      partnerships: [],
      jobs: [{ is: 'enrol', programme: 'tuesdays', users: ['ULada', 'UOmar'] }],
      audit: [],
      revision: 1,
    })
    const nothing = { partnerships: [], back: [], forgotten: [], known: new Set<string>() }
    const { jobs, audit } = restoredWorkspace(workspace, { ...nothing, withdrawn: ledger.noted }, now)
    expect(jobs).toMatchObject([{ users: ['UOmar'] }])
    expect(audit).toEqual([{ at: now, by: 'operator', act: 'restore', on: 'T1' }])
  })
})
