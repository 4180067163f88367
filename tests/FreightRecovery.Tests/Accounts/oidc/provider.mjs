// A provider that signs in whoever GET /become names, with what it is told of them: node provider.mjs PORT REDIRECT_URI
import http from 'node:http';
import { Provider } from 'oidc-provider';

const [port, redirect] = process.argv.slice(2);
let person = { sub: 'nobody' };
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: 'freight', client_secret: 'of-the-test', redirect_uris: [redirect], token_endpoint_auth_method: 'client_secret_post' }],
  cookies: { keys: ['of the test'] },
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['preferred_username', 'groups', 'branch'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...person, sub: id }) }),
});
const answer = provider.callback();

http.createServer(async (request, response) => {
  const url = new URL(request.url, `http://127.0.0.1:${port}`);
  if (url.pathname === '/become') {
    person = JSON.parse(url.searchParams.get('person'));
    response.end();
  } else if (url.pathname.startsWith('/interaction/')) {
    const { prompt, params } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') {
      await provider.interactionFinished(request, response, { login: { accountId: person.sub } }, { mergeWithLastSubmission: false });
    } else {
      const grant = new provider.Grant({ accountId: person.sub, clientId: params.client_id });
      grant.addOIDCScope(params.scope);
      await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
    }
  } else {
    answer(request, response);
  }
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
