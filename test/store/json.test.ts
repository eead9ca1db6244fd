import { join } from 'node:path'
import { type Opened, storeContract } from './contract.ts'
import { aFolder, notesIn } from './in-folder.ts'

const folders = new WeakMap<Opened, string>()

// A cache of two makes documents come from memory and from disk by turns.
async function openIn(folder: string): Promise<Opened> {
  const notes = await notesIn(folder, { cached: 2 })
  folders.set(notes, folder)
  return notes
}

let opened = 0

storeContract(
  'json',
  async () => openIn(join(await aFolder(), String(opened++))),
  async (notes) => {
    await notes.close()
    return await openIn(folders.get(notes)!)
  },
)
