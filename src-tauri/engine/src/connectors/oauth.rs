//! Signing in with OAuth 2.0 for installed applications (RFC 8252): the system's browser, an answer over the loopback, PKCE.
//!
//! The places to ask come from the service's own discovery document, so that a stand-in for it works unchanged. Nothing here
//! stores anything, and no code, token or secret is ever logged.

mod endpoints;
mod identity;
mod listener;

pub use endpoints::{Endpoints, is_here, is_safe};
pub use identity::Identity;
pub use listener::{Answered, Listener};

use super::web::Fault;
use crate::cx::Cx;
use crate::http::Http;
use crate::sensitive::Sensitive;
use crate::store::sign_ins::Row;
use anyhow::Context as _;
use api::{Time, text};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth2::basic::{BasicErrorResponse, BasicErrorResponseType, BasicTokenType};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet,
    ExtraTokenFields, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError, Scope,
    StandardRevocableToken, StandardTokenResponse, TokenResponse as _, TokenUrl,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is asked for with every sign-in beside its scopes: a token that outlives the browser's session. Google gives one only to
/// whom it asks anew.
const EXTRA: &[(&str, &str)] = &[("access_type", "offline"), ("prompt", "consent"), ("include_granted_scopes", "true")];
/// Random bytes of a state, a nonce and a verifier: 256 bits.
const CHANCE: usize = 32;
/// How long a token counts whose end the service does not say, in seconds.
const USUAL_LIFE_SECONDS: u64 = 3600;

/// Which application asks.
#[derive(Clone, Debug)]
pub struct Application {
    pub client_id: String,
    pub secret: Option<Sensitive>,
}

/// What a sign-in or a refresh brought.
#[derive(Debug)]
pub struct Tokens {
    pub access: Sensitive,
    /// None where the one before stays good.
    pub refresh: Option<Sensitive>,
    pub expires_at: Time,
    /// What was allowed, where the service says so.
    pub scopes: Option<Vec<String>>,
    id_token: Option<String>,
}

/// Why there is no token.
#[derive(Debug)]
pub enum TokenFault {
    /// It will never come back: the operator has to sign in again, because of this.
    Over(String),
    /// It may be there the next time.
    NotNow(Fault),
}

#[derive(Debug, Serialize, Deserialize)]
struct IdToken {
    id_token: Option<String>,
}

impl ExtraTokenFields for IdToken {}

type TokenAnswer = StandardTokenResponse<IdToken, BasicTokenType>;
type Asker = Client<
    BasicErrorResponse,
    TokenAnswer,
    oauth2::basic::BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    oauth2::basic::BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// One sign-in between the opening of the browser and its answer.
#[derive(Debug)]
pub struct Attempt {
    pub endpoints: Endpoints,
    application: Application,
    redirect: String,
    pub state: Sensitive,
    nonce: String,
    verifier: Sensitive,
    /// What the browser is to open.
    pub address: String,
}

impl Attempt {
    /// Prepares a sign-in whose answer comes to `redirect`. `hint` is the mailbox that is expected.
    pub fn new(
        cx: &Cx,
        endpoints: Endpoints,
        application: Application,
        redirect: &str,
        scopes: &[&str],
        hint: Option<&str>,
    ) -> anyhow::Result<Self> {
        let (state, nonce, verifier) = (chance(cx)?, chance(cx)?, chance(cx)?);
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.clone()));
        let asker = asker(&endpoints, &application, Some(redirect))?;
        let mut request = asker.authorize_url(|| CsrfToken::new(state.clone())).set_pkce_challenge(challenge);
        for scope in scopes {
            request = request.add_scope(Scope::new((*scope).to_owned()));
        }
        for (name, value) in EXTRA {
            request = request.add_extra_param(*name, *value);
        }
        request = request.add_extra_param("nonce", nonce.clone());
        if let Some(hint) = hint {
            request = request.add_extra_param("login_hint", hint.to_owned());
        }
        let (address, _) = request.url();
        Ok(Self {
            endpoints,
            application,
            redirect: redirect.to_owned(),
            state: Sensitive::new(state),
            nonce,
            verifier: Sensitive::new(verifier),
            address: address.into(),
        })
    }

    /// Turns the browser's answer into tokens, and says who signed in.
    ///
    /// Errors: in words, what the service refused or said that does not fit.
    pub async fn finish(&self, cx: &Cx, code: &Sensitive) -> anyhow::Result<(Tokens, Identity)> {
        let asker = asker(&self.endpoints, &self.application, Some(&self.redirect))?;
        let http = cx.http.clone();
        let answer = asker
            .exchange_code(AuthorizationCode::new(code.expose().to_owned()))
            .set_pkce_verifier(PkceCodeVerifier::new(self.verifier.expose().to_owned()))
            .request_async(&move |request| http.clone().form(request))
            .await
            .map_err(|error| anyhow::anyhow!(text::code_refused(&why(&error))))?;
        let tokens = tokens(&answer, cx.now());
        let id_token = tokens.id_token.as_deref().context(text::no_id_token())?;
        let identity = Identity::read(
            id_token,
            &self.endpoints.issuer,
            &self.application.client_id,
            &self.nonce,
            cx.workspace_clock.of_host(),
        )?;
        Ok((tokens, identity))
    }
}

/// Fetches a new access token.
pub async fn refresh(cx: &Cx, row: &Row, secret: Option<&Sensitive>, refresh: &Sensitive) -> Result<Tokens, TokenFault> {
    let not_now = |error: anyhow::Error| TokenFault::NotNow(Fault::Unreachable(format!("{error:#}")));
    let endpoints = Endpoints::of(&cx.http, &row.service, &row.base_url).await.map_err(not_now)?;
    let application = Application { client_id: row.client_id.clone(), secret: secret.cloned() };
    let asker = asker(&endpoints, &application, None).map_err(not_now)?;
    let http = cx.http.clone();
    let token = RefreshToken::new(refresh.expose().to_owned());
    let answer = asker.exchange_refresh_token(&token).request_async(&move |request| http.clone().form(request)).await;
    match answer {
        Ok(answer) => Ok(tokens(&answer, cx.now())),
        Err(RequestTokenError::ServerResponse(said)) => {
            let words = said.error_description().map_or_else(|| said.error().as_ref().to_owned(), Clone::clone);
            match said.error() {
                BasicErrorResponseType::InvalidGrant => Err(TokenFault::Over(text::grant_is_over())),
                BasicErrorResponseType::InvalidClient | BasicErrorResponseType::UnauthorizedClient => {
                    Err(TokenFault::Over(text::client_refused(&words)))
                }
                _ => Err(TokenFault::NotNow(Fault::Refused { status: 400, words })),
            }
        }
        Err(error) => Err(TokenFault::NotNow(Fault::Lost(why(&error)))),
    }
}

/// Tells the service that a token is given back. A service that does not offer that has nothing to be told.
pub async fn revoke(http: &Http, endpoints: &Endpoints, token: &Sensitive) -> anyhow::Result<()> {
    let Some(address) = &endpoints.revocation else { return Ok(()) };
    let form = BTreeMap::from([("token", token.expose())]);
    let status = http.post_form(address, &form).await?;
    // 400 is said of a token that is none any more, which is what was wanted.
    anyhow::ensure!(status < 300 || status == 400, text::service_refuses(status, ""));
    Ok(())
}

fn asker(endpoints: &Endpoints, application: &Application, redirect: Option<&str>) -> anyhow::Result<Asker> {
    let mut asker = Client::new(ClientId::new(application.client_id.clone()))
        .set_auth_uri(AuthUrl::new(endpoints.authorization.clone()).context("Read where to sign in")?)
        .set_token_uri(TokenUrl::new(endpoints.token.clone()).context("Read where tokens are given")?)
        // Google wants it in the body; so do most.
        .set_auth_type(AuthType::RequestBody);
    if let Some(secret) = &application.secret {
        asker = asker.set_client_secret(ClientSecret::new(secret.expose().to_owned()));
    }
    if let Some(redirect) = redirect {
        asker = asker.set_redirect_uri(RedirectUrl::new(redirect.to_owned()).context("Read where the answer comes to")?);
    }
    Ok(asker)
}

fn tokens(answer: &TokenAnswer, now: Time) -> Tokens {
    let seconds = answer.expires_in().map_or(USUAL_LIFE_SECONDS, |life| life.as_secs());
    Tokens {
        access: Sensitive::new(answer.access_token().secret().clone()),
        refresh: answer.refresh_token().map(|token| Sensitive::new(token.secret().clone())),
        expires_at: now.plus_seconds(i64::try_from(seconds).unwrap_or(i64::from(u32::MAX))),
        scopes: answer.scopes().map(|scopes| scopes.iter().map(|scope| scope.to_string()).collect()),
        id_token: answer.extra_fields().id_token.clone(),
    }
}

/// Why a token was not given, in words that hold no secret.
fn why<E: std::error::Error + 'static>(error: &RequestTokenError<E, BasicErrorResponse>) -> String {
    match error {
        RequestTokenError::ServerResponse(said) => {
            said.error_description().map_or_else(|| said.error().as_ref().to_owned(), Clone::clone)
        }
        RequestTokenError::Request(error) => error.to_string(),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => text::token_answer_unreadable(),
    }
}

/// 256 random bits, as 43 characters of `[A-Za-z0-9-_]`.
fn chance(cx: &Cx) -> anyhow::Result<String> {
    let mut bytes = [0; CHANCE];
    cx.random.fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
