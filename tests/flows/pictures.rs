//! The pictures of a mail that lie elsewhere are fetched when the operator asks for them, by the engine, and within bounds.

use api::{Api as _, MailHtml, MailPage, MessageId, Position};
use engine::testkit::TestEngine;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

const MB: usize = 1024 * 1024;

/// A server on this machine that answers as a test wants, and remembers what it was asked.
struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    /// Answers that never come are held until the test is over.
    _over: Sender<()>,
}

enum Answer {
    Is(&'static str, Vec<u8>),
    /// Without saying how long it is.
    Unannounced(Vec<u8>),
    Elsewhere(String),
    NotThere,
    Never,
}

impl Server {
    fn start(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (over, is_over) = channel();
        let (answer, remember, is_over) = (Arc::new(answer), asked.clone(), Arc::new(Mutex::new(is_over)));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, remember, is_over) = (answer.clone(), remember.clone(), is_over.clone());
                std::thread::spawn(move || serve(stream.unwrap(), &*answer, &remember, &is_over));
            }
        });
        Self { at, asked, _over: over }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }
}

fn serve(mut stream: TcpStream, answer: &dyn Fn(&str) -> Answer, asked: &Mutex<Vec<String>>, is_over: &Mutex<Receiver<()>>) {
    let (mut request, mut piece) = (Vec::new(), [0; 1024]);
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read(&mut piece) {
            Ok(n) if n > 0 => request.extend_from_slice(&piece[..n]),
            _ => return,
        }
    }
    let request = String::from_utf8(request).unwrap();
    let path = request.split(' ').nth(1).unwrap().to_owned();
    asked.lock().unwrap().push(request);
    let (head, bytes) = match answer(&path) {
        Answer::Is(kind, bytes) => (format!("200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}", bytes.len()), bytes),
        Answer::Unannounced(bytes) => ("200 OK\r\nContent-Type: image/png".to_owned(), bytes),
        Answer::Elsewhere(place) => (format!("302 Found\r\nLocation: {place}\r\nContent-Length: 0"), Vec::new()),
        Answer::NotThere => ("404 Not Found\r\nContent-Length: 0".to_owned(), Vec::new()),
        Answer::Never => {
            // It ends with the test, which drops the other side.
            is_over.lock().unwrap().recv().unwrap_err();
            return;
        }
    };
    // Whoever asked may have gone because it was too much for them.
    drop(stream.write_all(format!("HTTP/1.1 {head}\r\nSet-Cookie: seen=1\r\nConnection: close\r\n\r\n").as_bytes()));
    drop(stream.write_all(&bytes));
}

fn png(size: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.resize(size.max(8), 7);
    bytes
}

/// A mail with these pictures. Answers its page, without and with them.
async fn pages(test: &TestEngine, sources: &[String]) -> (MailHtml, MailHtml) {
    let pictures: String = sources.iter().map(|source| format!("<img src=\"{source}\" alt=\"a picture\">\r\n")).collect();
    (page(test, &pictures, Position::Off).await, page(test, &pictures, Position::On).await)
}

async fn page(test: &TestEngine, html: &str, pictures: Position) -> MailHtml {
    let path = test.folder.path().join("pictures.eml");
    let mail = format!(
        "Message-ID: <pictures@brightloom.example>\r\nFrom: Ines Duarte <ines@brightloom.example>\r\n\
         To: Dana Reed <dana@northwind.example>\r\nSubject: Pictures\r\nDate: Fri, 20 Nov 2026 14:00:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hi Dana</p>{html}\r\n"
    );
    std::fs::write(&path, mail).unwrap();
    crate::import(test, &path.display().to_string()).await;
    let message = MessageId(test.number("select max(message_id) from messages").await);
    test.engine.mail_page(MailPage { message, pictures: Some(pictures) }).await.unwrap()
}

/// An engine that may reach the servers of a test.
async fn engine() -> TestEngine {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    test
}

fn n_shown(page: &MailHtml) -> usize {
    page.html.matches("<img src=\"data:image/").count()
}

#[tokio::test]
async fn nothing_is_fetched_before_it_is_asked_for() {
    let (test, server) = (engine().await, Server::start(|_| Answer::Is("image/png", png(9))));

    let shown = page(&test, &format!("<img src=\"{}\">", server.url("/a.png")), Position::Off).await;

    assert_eq!((shown.n_remote, n_shown(&shown)), (1, 0));
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn pictures_that_are_asked_for_stand_in_the_page_itself() {
    let (test, server) = (engine().await, Server::start(|_| Answer::Is("image/png; charset=x", png(9))));

    let (before, after) = pages(&test, &[server.url("/a.png"), server.url("/b.png?c=1&amp;d"), server.url("/a.png")]).await;

    assert_eq!((before.n_remote, after.n_remote, n_shown(&after)), (3, 0, 3));
    assert!(after.html.contains("<img src=\"data:image/png;base64,iVBORw0KGgoH\" alt=\"a picture\">"), "{}", after.html);
    assert!(!after.html.contains("127.0.0.1"), "{}", after.html);
    let asked = server.asked().join("\n").to_lowercase();
    assert_eq!((server.asked().len(), asked.matches("get /b.png?c=1&d http/1.1").count()), (2, 1), "{asked}");
    for told in ["cookie", "referer", "user-agent", "authorization"] {
        assert!(!asked.contains(told), "it tells {told}: {asked}");
    }
}

#[tokio::test]
async fn this_machine_and_its_network_are_not_reached() {
    let (test, server) = (TestEngine::new().await, Server::start(|_| Answer::Is("image/png", png(9))));
    let port = server.at.port();

    let sources = ["127.0.0.1", "localhost", "2130706433", "127.1", "[::ffff:127.0.0.1]", "0.0.0.0"];
    let sources: Vec<String> = sources.iter().map(|host| format!("http://{host}:{port}/a.png")).collect();
    let (_, after) = pages(&test, &sources).await;

    assert_eq!((n_shown(&after), after.n_remote), (0, 6));
    assert!(server.asked().is_empty(), "{:?}", server.asked());
}

#[tokio::test]
async fn a_picture_that_is_passed_on_is_checked_again_each_time() {
    let test = engine().await;
    let server = Server::start(|path| match path {
        "/moved.png" => Answer::Elsewhere("/a.png".to_owned()),
        "/private.png" => Answer::Elsewhere("http://192.168.0.1/a.png".to_owned()),
        "/machine.png" => Answer::Elsewhere("http://169.254.169.254/latest/meta-data".to_owned()),
        "/file.png" => Answer::Elsewhere("file:///etc/passwd".to_owned()),
        "/on/3" => Answer::Elsewhere("/on/2".to_owned()),
        "/on/2" => Answer::Elsewhere("/on/1".to_owned()),
        "/on/1" => Answer::Elsewhere("/a.png".to_owned()),
        "/on/4" => Answer::Elsewhere("/on/3".to_owned()),
        _ => Answer::Is("image/png", png(9)),
    });
    let all = ["/moved.png", "/private.png", "/machine.png", "/file.png", "/on/3", "/on/4"].map(|path| server.url(path));
    let (_, after) = pages(&test, &all).await;

    assert_eq!((n_shown(&after), after.n_remote), (2, 4), "{}", after.html);
}

#[tokio::test]
async fn only_pictures_come_through_and_only_known_ones() {
    let test = engine().await;
    let server = Server::start(|path| match path {
        "/page" => Answer::Is("image/png", b"<html><script>x()</script></html>".to_vec()),
        "/drawing" => Answer::Is("image/svg+xml", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>".to_vec()),
        "/said" => Answer::Is("text/html", png(9)),
        "/nothing" => Answer::Is("image/png", Vec::new()),
        "/gone" => Answer::NotThere,
        _ => Answer::Is("image/gif", b"GIF89a".to_vec()),
    });

    let sources = ["/page", "/drawing", "/said", "/nothing", "/gone", "/good"].map(|path| server.url(path));
    let (_, after) = pages(&test, &sources).await;

    assert_eq!((n_shown(&after), after.n_remote), (1, 5), "{}", after.html);
    assert!(after.html.contains("data:image/gif;base64,R0lGODlh") && !after.html.contains("x()"), "{}", after.html);
}

#[tokio::test]
async fn what_is_too_large_or_too_slow_is_left_out_and_the_rest_is_shown() {
    let test = engine().await;
    let server = Server::start(|path| match path {
        "/large" => Answer::Is("image/png", png(2 * MB + 1)),
        "/endless" => Answer::Unannounced(png(40 * MB)),
        "/slow" => Answer::Never,
        _ => Answer::Unannounced(png(2 * MB)),
    });

    let (_, after) = pages(&test, &["/large", "/endless", "/slow", "/good"].map(|path| server.url(path))).await;

    assert_eq!((n_shown(&after), after.n_remote), (1, 3));
}

#[tokio::test]
async fn no_more_than_twenty_pictures_and_ten_megabytes_are_read() {
    let test = engine().await;
    let server = Server::start(|_| Answer::Is("image/png", png(9)));
    let many: Vec<String> = (0..25).map(|n| server.url(&format!("/{n}.png"))).collect();
    let (_, after) = pages(&test, &many).await;
    assert_eq!((n_shown(&after), server.asked().len()), (20, 20));

    let test = engine().await;
    let server = Server::start(|_| Answer::Is("image/png", png(2 * MB - 1024)));
    let large: Vec<String> = (0..8).map(|n| server.url(&format!("/{n}.png"))).collect();
    let (_, after) = pages(&test, &large).await;
    assert_eq!((n_shown(&after), after.n_remote), (5, 3));
}

#[tokio::test]
async fn a_dot_that_tells_of_reading_is_never_fetched() {
    let (test, server) = (engine().await, Server::start(|_| Answer::Is("image/gif", b"GIF89a".to_vec())));

    let html = format!("<img src=\"{}\" width=1 height=1><img src=\"{}\">", server.url("/seen.gif"), server.url("/a.gif"));
    let after = page(&test, &html, Position::On).await;

    assert_eq!((n_shown(&after), after.n_remote, after.n_dots), (1, 1, 1));
    assert!(!server.asked().concat().contains("seen.gif"));
}

#[tokio::test]
async fn whatever_a_hostile_mail_holds_its_page_holds_no_way_out() {
    let server = Server::start(|_| Answer::Is("image/png", png(9)));
    let test = engine().await;
    let at = server.url("/leak");
    let html = [
        format!("<script src=\"{at}\"></script><script>x()</script><style>@import url({at}); p {{ background: url({at}) }}</style>"),
        format!("<link rel=stylesheet href=\"{at}\"><base href=\"{at}\"><meta http-equiv=refresh content=\"0;url={at}\">"),
        format!("<form action=\"{at}\"><input name=a value=b><button formaction=\"{at}\">Go</button></form>"),
        format!("<svg><image href=\"{at}\"/><use href=\"{at}\"/></svg><object data=\"{at}\"></object><embed src=\"{at}\">"),
        format!("<iframe src=\"{at}\"></iframe><iframe srcdoc=\"<img src={at}>\"></iframe><video poster=\"{at}\" src=\"{at}\"></video>"),
        format!("<div style=\"position:fixed;inset:0;background:url({at})\">over</div><div style='background:image-set(\"{at}\" 1x)'>b</div>"),
        format!("<img srcset=\"{at} 2x\" lowsrc=\"{at}\" onerror=\"x()\"><picture><source srcset=\"{at}\"></picture>"),
        format!("<table background=\"{at}\"><tr><td background=\"{at}\">cell</td></tr></table><body background=\"{at}\" onload=\"x()\">"),
        format!("<a href=\"{at}\" ping=\"{at}\" target=_top>link</a><audio src=\"{at}\"></audio><input type=image src=\"{at}\">"),
        format!("<link rel=dns-prefetch href=\"{at}\"><link rel=preconnect href=\"{at}\"><p style=\"cursor:url({at}),auto\">p</p>"),
    ]
    .concat();

    let shown = page(&test, &html, Position::On).await;

    let body = shown.html.split_once("<body>").unwrap().1.replace(&format!("title=\"{at}\""), "");
    for refused in
        ["leak", "x()", "<script", "<style", "<form", "<iframe", "<svg", "position", "url(", "href", "srcset", "onload"]
    {
        assert!(!body.contains(refused), "{refused} in {body}");
    }
    assert!(server.asked().is_empty(), "{:?}", server.asked());
}
