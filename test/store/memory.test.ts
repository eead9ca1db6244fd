import { memoryCollection } from '../../src/store/memory.ts'
import { storeContract } from './contract.ts'
import { describeNote, Note } from './note.ts'

storeContract('memory', async () => memoryCollection({ schema: Note, describe: describeNote }))
