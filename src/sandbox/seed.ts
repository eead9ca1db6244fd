// Who lives in the practice workspace when nobody has said otherwise. Ids are constants, so that a test, a
// screenshot and a restart all speak of the same people.
import type { Conversation, Person } from './page-api.ts'

/** Someone of the practice workspace, with what Slack also knows of them and the page does not show. */
export type Member = Person & {
  isGuest?: boolean
  /** Their own organisation's workspace, where that is another one (Slack Connect). */
  from?: { id: string; name: string }
}

/** A channel of the practice workspace. DMs with the app are made for everyone and need no seed. */
export type Channel = Omit<Conversation, 'kind'> & {
  kind: 'dm' | 'channel'
  /** Shared with another organisation's workspace (Slack Connect). */
  isShared?: boolean
  isArchived?: boolean
}

export const bot = { user: 'U07NFBALCNY', botId: 'B07NFBALCNY', app: 'A07NFBALCNY', name: 'Balcony' }
export const team = {
  id: 'T07NORTHFLD',
  name: 'Northfield Practice Workspace',
  domain: 'northfield-practice',
}

const tz = 'Europe/London'
const leader = (id: string, name: string, title: string): Member => ({ id, name, title, isAdmin: false, tz })

export const people: readonly Member[] = [
  {
    id: 'U07NF1PRIYA',
    name: 'Priya Raghunathan',
    title: 'Leadership programme facilitator',
    isAdmin: true,
    tz,
  },
  // Whoever opens the page is this person first.
  leader('U07NF4TOMSZ', 'Tomasz Wieczorek', 'Head of Integrated Discharge'),
  leader('U07NF2GARTH', 'Gareth Llewellyn', 'Chief Operating Officer, mental health and community trust'),
  leader('U07NF3ADAEZ', 'Adaeze Okonkwo', 'Director of Adult Social Services'),
  leader('U07NF5FARAH', 'Farah Siddiqui', 'Service Manager, Community Nursing'),
  leader('U07NF6SHANL', 'Shanelle Baptiste', 'Reablement Team Leader'),
  leader('U07NF7CALUM', 'Callum Fairweather', 'Social Work Team Manager, Older People'),
  leader('U07NF8MEILI', 'Mei-Ling Cheung', 'Lead Pharmacist, primary care network'),
  leader('U07NF9DOREN', 'Doreen Ackroyd', 'Carer and patient leader'),
  leader('U07NF0YUSUF', 'Yusuf Abdi', 'I speak up for young carers'),
]

export const channels: readonly Channel[] = [
  {
    id: 'C07NFPARTNR',
    kind: 'channel',
    name: 'northfield-partnership',
    isPrivate: true,
    members: [...people.map((person) => person.id), bot.user],
  },
  {
    id: 'C07NGENERAL',
    kind: 'channel',
    name: 'general',
    isPrivate: false,
    members: people.map((person) => person.id),
  },
]

/** The scopes that the app's manifest asks for. */
export const coreScopes = [
  'chat:write',
  'commands',
  'users:read',
  'team:read',
  'im:write',
  'im:history',
  'channels:read',
  'groups:read',
  'files:write',
]
