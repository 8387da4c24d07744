// The reference implementation's side: `answers DOCUMENTS OUT` or `time FILE ROUNDS WARM_UP_MS`.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(pathToFileURL(process.env.TOON_REFERENCE + '/package.json'))
const { encode, decode } = await import(pathToFileURL(require.resolve('@toon-format/toon')).href)

const [verb, file, last, warmUp] = process.argv.slice(2)
if (verb === 'answers') {
  const answers = readFileSync(file, 'utf8').split('\n').filter((line) => line).map((line) => {
    const { value, indent, delimiter, damaged, strict } = JSON.parse(line)
    const toon = encode(value, { indentSize: indent, delimiter })
    const answer = { toon, back: decode(toon, { indentSize: indent }) }
    try {
      answer.damaged = decode(damaged, { indentSize: indent, strict })
    } catch (refusal) {
      answer.refused = String(refusal.message)
    }
    return JSON.stringify(answer)
  })
  writeFileSync(last, answers.join('\n') + '\n')
} else {
  const value = JSON.parse(readFileSync(file, 'utf8'))
  const toon = encode(value)
  measure('reference-decode', Number(last), () => decode(toon))
  measure('reference-encode', Number(last), () => encode(value))
}

function measure(name, rounds, action) {
  for (const begin = performance.now(); performance.now() - begin < Number(warmUp); ) action()
  const times = []
  for (let i = 0; i < rounds; i++) {
    const start = process.hrtime.bigint()
    action()
    times.push(Number(process.hrtime.bigint() - start) / 1e6)
  }
  times.sort((a, b) => a - b)
  console.log(`${name} ${times[rounds >> 1].toFixed(3)}`)
}
