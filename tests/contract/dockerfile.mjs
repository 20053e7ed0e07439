// Lints Dockerfiles: syntax and meaning by dockerfile-utils, and a few habits of good images. Anything found fails.
//   node dockerfile.mjs FILE…
import { readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import { ValidationSeverity, validate } from 'dockerfile-utils';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node dockerfile.mjs FILE…');
  process.exit(2);
}

let failed = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const strict = Object.fromEntries(['deprecatedMaintainer', 'directiveCasing', 'emptyContinuationLine', 'instructionCasing', 'instructionCmdMultiple', 'instructionEntrypointMultiple', 'instructionHealthcheckMultiple', 'instructionJSONInSingleQuotes', 'instructionWorkdirRelative'].map((rule) => [rule, ValidationSeverity.ERROR]));
  const found = [
    ...validate(text, strict).map((problem) => ({ line: problem.range.start.line, message: problem.message })),
    ...habits(DockerfileParser.parse(text)),
  ].sort((a, b) => a.line - b.line);
  for (const { line, message } of found) console.log(`${file}:${line + 1} ${message}`);
  failed += found.length > 0;
}
console.log(`dockerfile: ${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

function* habits(dockerfile) {
  const at = (instruction, message) => ({ line: instruction.getRange().start.line, message });
  const stages = new Set();
  for (const from of dockerfile.getFROMs()) {
    const image = from.getImage() ?? '';
    if (!stages.has(image) && image !== 'scratch' && !image.includes('$')) {
      if (!from.getImageTag() && !from.getImageDigest()) yield at(from, `${image} has no tag: which image is built changes by itself`);
      if (from.getImageTag() === 'latest') yield at(from, 'the tag latest changes by itself');
    }
    if (from.getBuildStage()) stages.add(from.getBuildStage());
  }
  const instructions = dockerfile.getInstructions();
  const last = dockerfile.getFROMs().at(-1);
  const final = instructions.filter((one) => last && one.getRange().start.line > last.getRange().start.line);
  const user = final.filter((one) => one.getKeyword() === 'USER').at(-1);
  if (last && (!user || /^(root|0)(:|$)/.test(user.getArgumentsContent() ?? ''))) yield at(user ?? last, 'the last stage runs as root: give it a USER');
  for (const one of instructions) {
    const content = one.getArgumentsContent() ?? '';
    switch (one.getKeyword()) {
      case 'ADD':
        if (!/https?:|\.tar|\.t?gz|git@/.test(content)) yield at(one, 'ADD of plain files: use COPY');
        break;
      case 'CMD':
      case 'ENTRYPOINT':
        if (!content.startsWith('[')) yield at(one, `${one.getKeyword()} in shell form gets no signals: use ["…"]`);
        break;
      case 'RUN':
        if (/apt-get\s+(-\S+\s+)*install/.test(content)) {
          if (!/\s(-y|--yes|-qy|-yq|-qqy|--assume-yes)\b/.test(content)) yield at(one, 'apt-get install asks: add -y');
          if (!/--no-install-recommends/.test(content)) yield at(one, 'apt-get install without --no-install-recommends');
          if (!/\/var\/lib\/apt\/lists|--mount=type=cache/.test(content + one.getTextContent?.())) yield at(one, 'apt lists stay in the image: rm -rf /var/lib/apt/lists/*');
        }
        if (/\bsudo\b/.test(content)) yield at(one, 'sudo in a build');
        if (/(curl|wget)[^|&;]*\|\s*(ba)?sh\b/.test(content)) yield at(one, 'runs what a download says');
        break;
      case 'ENV':
      case 'ARG':
        if (/(^|\s)\w*(PASSWORD|SECRET|TOKEN|API_?KEY)\w*=\S/i.test(content)) yield at(one, 'a secret in the image');
        break;
      default:
    }
  }
}
