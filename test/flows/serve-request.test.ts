// What comes back to an operator who serves someone's request: the same, whatever that person said to Balcony.
import { expect, it } from 'vitest'
import { doJobs } from '../../src/flows/do-jobs.ts'
import { deleteEverything } from '../../src/flows/forget.ts'
import { recordTypedReply } from '../../src/flows/record-reply.ts'
import { acceptInvitation, declineInvitation } from '../../src/flows/respond.ts'
import { exportForFile, exportToThem, forgetForThem } from '../../src/flows/serve-request.ts'
import type { World } from '../../src/flows/world.ts'
import { aPlace, everyoneTakesPart, makeOne, user, users } from './given.ts'

it('tells nothing of whether they take part, declined, never answered or are not known at all', async () => {
  const place = await aPlace()
  const world = await place.begin()
  await makeOne(place, world, users(3))
  await doJobs(world)
  await acceptInvitation(world, user(0))
  await declineInvitation(world, user(1))
  const before = world.workspace.current.audit
  const everyone = [...users(3), user(9)]
  for (const who of everyone) expect(await exportToThem(world, who)).toBeUndefined()
  // What goes to themselves is their own affair, and not in the log that admins read.
  expect(world.workspace.current.audit).toEqual(before)
  for (const who of everyone) {
    const forgotten = await forgetForThem(world, who, 'someone')
    expect(Object.keys(forgotten)).toEqual(['after'])
    expect(await forgotten.after()).toBeUndefined()
  }
  const noted = world.workspace.current.audit.slice(before.length)
  expect(noted).toHaveLength(everyone.length)
  expect(new Set(noted.map((it) => JSON.stringify(it))).size).toBe(1)
  for (const who of everyone) expect(JSON.stringify(noted)).not.toContain(who)
})

it('gives nothing into a file of what they delete on being told of it', async () => {
  const place = await aPlace()
  const { world } = await everyoneTakesPart(place, users(1))
  const ts = place.slack.nextTs()
  await recordTypedReply(world, user(0), { ts, text: 'Mine alone.' })
  const told: World = {
    ...world,
    sender: {
      ...world.sender,
      post: async (...said) => {
        const posted = await place.slack.sender.post(...said)
        await deleteEverything(world, user(0))
        return posted
      },
    },
  }
  const given = await exportForFile(told, user(0), { reason: 'asked for', person: 'someone' })
  if (given.is !== 'told') throw new Error('They could be told.')
  expect(given.text).not.toContain('Mine alone.')
  expect(JSON.parse(given.text)).toMatchObject({ history: { reflections: [], deliveries: [] } })
})
