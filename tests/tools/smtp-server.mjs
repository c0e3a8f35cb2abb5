// A mail server for tests: takes letters over SMTP and keeps them as they came.
// Settings come as one JSON argument: { folder, tls?: { key, cert }, onConnect?, user?, password? }.
// Every line on standard output is one JSON object: first { port }, then one for each letter taken.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

const settings = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');
let taken = 0;

const server = new SMTPServer({
  ...(settings.tls ?? {}),
  secure: settings.onConnect === true,
  authOptional: settings.user === undefined,
  disabledCommands: settings.tls ? [] : ['STARTTLS'],
  onAuth: (auth, session, done) =>
    auth.username === settings.user && auth.password === settings.password
      ? done(null, { user: auth.username })
      : done(new Error('Wrong user name or password')),
  onMailFrom: (address, session, done) => {
    session.mailFromAt = Date.now();
    done();
  },
  onData: (stream, session, done) => {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const file = join(settings.folder, `${++taken}.eml`);
      writeFileSync(file, Buffer.concat(chunks));
      say({
        file,
        connection: session.id,
        to: session.envelope.rcptTo.map((recipient) => recipient.address),
        from: session.envelope.mailFrom.address,
        secure: session.secure,
        user: session.user ?? null,
        mailFromAt: session.mailFromAt,
      });
      done(null, 'Taken');
    });
  },
});

server.on('error', (error) => process.stderr.write(`${error.message}\n`));
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));
// The tests end this process by closing its input.
process.stdin.resume().on('end', () => process.exit(0));
