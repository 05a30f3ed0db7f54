// An OpenID provider, stricter than Google: an application for desktops is its one client, which has no secret, needs PKCE, may come
// back to any port of the loopback, and gets each refresh token for one use. Whoever signs in is asked on a page of its own, where the
// test goes on to `/allow` or `/deny`.
//
// node oidc.mjs PORT CLIENT_ID EMAIL

// It warns whoever would run it for people, which is not what it is run for here.
console.warn = () => {};
const { default: Provider } = await import('oidc-provider');

const [port, clientId, email] = process.argv.slice(2);
const GOOGLE = 'https://www.googleapis.com/auth/';

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: clientId,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/signed-in'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
  ],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  // As at Google, who does not know the scope `offline_access`.
  issueRefreshToken: async () => true,
  scopes: ['openid', 'email', `${GOOGLE}gmail.readonly`, `${GOOGLE}calendar.readonly`],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, email, email_verified: true }) }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
});

provider.use(async (ctx, next) => {
  const asked = /^\/interaction\/[^/]+\/(allow|deny)$/.exec(ctx.path);
  if (!asked) {
    await next();
    return;
  }
  const { prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res);
  let result;
  if (asked[1] === 'deny') {
    result = { error: 'access_denied', error_description: 'They said no' };
  } else if (prompt.name === 'login') {
    result = { login: { accountId: 'subject-1' } };
  } else {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    result = { consent: { grantId: await grant.save() } };
  }
  ctx.respond = false;
  await provider.interactionFinished(ctx.req, ctx.res, result);
});

provider.listen(Number(port), '127.0.0.1');
