//! English mails by what they want, a line each.

pub(super) const ASKS: &str = "
What would 25 seats cost us per year
price for 40 people pls
Pricing for the bigger plan?
any chance of a discount if we sign before Christmas
Does it run offline? Our depot has no signal.
We're still missing the signed NDA from your side.
I haven't received the invoice yet.
The attachment didn't come through, it seems.
Legal wants to know who your sub-processors are.
My boss is asking whether the data stays in the EU.
Before we can sign, clause 7 has to go.
Without a SOC 2 report our security people won't let this through.
We'd need the price in dollars.
It would be great to get the slides before Thursday.
Could do with a copy of the insurance certificate.
Send over the order form and I'll sign it tonight.
Resend the invoice with our VAT number please.
Please correct the address on the quote.
Fix the typo in our company name and I'll countersign.
Remind me what the notice period was.
Tell me who to talk to about invoices.
Add Peter to the account, he starts Monday.
Just the one thing: is training included.
Two questions. How long does the setup take, and who does it.
And the mobile app?
What about single sign-on?
Who is our contact for support
I wonder how you handle time zones.
Curious to hear how other breweries use it.
I'd like to understand how the billing works when somebody leaves.
I need to know by Friday if the start date holds.
Awaiting your feedback on the redlines.
Still waiting on the revised contract.
Chasing this one - any news?
Any update on my ticket?
Did you get my mail from Tuesday?
Not sure I understood the part about storage, can you explain.
Unclear to me what happens with our data at the end of the contract.
The DPA needs to be countersigned and returned to us.
We require a W-9 form prior to payment.
Kindly provide the bank details on letterhead.
Please share the technical documentation.
Request you to send the revised quotation at the earliest.
Appreciate if you could share the test results.
Grateful for your advice on this point.
I'd be interested in a case study from the food industry.
Our auditor asks for the log of last quarter.
Procurement need three references, ideally from the public sector.
The committee would like to see evidence of your backup tests.
Looking for something like yours for 60 drivers, what do you charge.
The payment terms must be 60 days, otherwise I can't get it approved.
Can the contract start in January instead.
Is there an API? I only found the docs for the old one.
Do you guys support Okta
Happy to sign once the liability cap is raised to 2m.
Would love a quick overview of the features.
Please find attached our redlines. Please confirm you can accept them.
It'd help if we had a data sheet in Polish.
login doesn't work for two of my people, pls check
The export fails with an error since this morning. Please look into it.
Hope you're well. Could u send the login link again? thx
Let me know what you think of our changes.
Let me know when the fix is live.
Let me know the lead time.
Your thoughts on this would be welcome.
What's your take on the second option
Thanks for the quote. One thing is still open: the travel costs.
Need PO template asap
Do we have to pay per site or per user
When do we get the new version
Where can I find the release notes
";
pub(super) const MEETING: &str = "
Could we talk for 20 minutes on Thursday?
Can you ring me this afternoon?
Give me a bell when you're free.
Call me on 07700 900123 any time before five.
Let's have a chat about it next week.
Let's grab a coffee when you are in Leeds.
Fancy lunch on the 12th?
Happy to meet in person if you're around.
Would Tuesday at 10 suit you?
How about Monday, 3pm?
How does Wed 14:00 look on your side
I'm free all day Friday.
I could do Monday morning or Tuesday after 4.
We are available between 2 and 5 on Thursday.
My diary is clear on the 17th.
Here's my calendly link, pick a slot that suits.
Please book something in my calendar.
Send me an invite for 11.
Would be good to see it in action before we decide.
We would like a demo for our site managers.
Could you show us the tool live?
Can you walk my team through it on a screen share?
Easier to discuss this on a call.
Best to discuss over the phone, when are you around?
This deserves a proper conversation, half an hour should do.
Can you dial in to our weekly on Monday at 9?
We'd like to invite you to present to our board on 3 December.
Would you be open to visiting our plant in Derby?
Could you come by our office in the week of the 9th?
Pop in when you're next in town.
Are you at the fair in Munich? We could meet at your stand.
Can we push our call to next week?
Something came up, need to reschedule tomorrow's call.
Shall we say Tuesday at three?
Let me know your availability next week.
When would be a good time to speak?
Do you have a slot on Friday?
Got ten minutes this afternoon?
I'd rather talk this through than write, any time tomorrow works for me.
Let's get the technical people on a Teams call.
Quick call tomorrow?
Zoom on Thursday?
Let's meet up at the conference.
Please propose three dates for the kickoff workshop.
Our CEO would like to meet you.
Could we set aside an hour to go through the contract together?
Are you about on Thursday to walk through the figures?
";
pub(super) const THANKS: &str = "
Thanks a million!
Great stuff, cheers.
Many thanks indeed, all received.
Got the file, thank you.
Perfect, just what I needed. Thanks!
Brilliant, that did the trick.
Works now, thanks for the quick fix!
Lovely, ta.
Noted.
OK thanks
Awesome thank you so much!!
Confirming receipt, thanks.
Thank you for confirming.
Sorted, thanks Dana.
You're a legend, cheers
All good on our end, thanks.
Received with thanks.
Receipt acknowledged.
Fantastic, speak then.
That works, see you Thursday at 10.
Thank you for your help with this, it is very much appreciated.
Nice one
Appreciate the quick turnaround.
Super helpful, thanks again!
thx!
👍
🙏
Cool, thanks.
Very kind of you, thank you.
Thanks for the heads up.
Thank you, have a great weekend too!
Much obliged, Dana.
Fab, thanks for sorting this out so quickly
Duly received.
Yep, got it.
No worries, thanks for letting me know.
Good to know, thanks.
Excellent news, thank you.
Looks good to me, thanks!
";
pub(super) const SAYS: &str = "
The board approved the purchase this morning.
Our IT has whitelisted the domain, so the mails come through now.
We went live on Monday and all is calm.
I've passed your offer on to my colleague in purchasing.
Attached is the signed contract.
We will discuss it internally and come back to you in December.
The PO is on its way, number 4711.
My colleague asked me whether it was worth it, and I said yes.
Thanks, but the price is above what we can spend.
Contract signed and posted today.
As of January I'm responsible for the northern region.
The test failed because of our firewall, it's fixed now.
Thank you. The invoice will be paid on the 30th.
We paid the invoice yesterday.
I'm told the budget will be decided in March.
She wanted to know if it was expensive; I told her it was not.
We had a long meeting about it and everyone agreed.
";
pub(super) const OPT_OUT: &str = "
Don't ever contact me again.
dont email me again
pls stop sending me this stuff
Please cease all contact.
Please lose my number.
I'd appreciate it if you stopped emailing me.
I would prefer not to receive any more of these.
Kindly refrain from contacting us in future.
Take my name off whatever list this is.
Please don't write to me any more.
Delete me from your system.
We have no need for this, so please remove us from your mailing list.
I did not sign up for this. Remove my details.
Not interested, please don't follow up.
I do not consent to marketing emails.
I object to the processing of my data for marketing.
Leave me alone.
We ask that you make no further contact.
Please ensure I receive no further correspondence from you.
This is the third time I ask you to unsubscribe me.
Enough. Block my address.
This is spam, stop it.
";
pub(super) const STAYS: &str = "
Could you remove Tim from our account? He left.
Please delete the user Anna Keller, her seat is free now.
Can our customers unsubscribe from the alerts by themselves?
The unsubscribe link in the digest works now, thanks.
Please stop the export job, it runs twice.
Please remove clause 4 from the contract.
We'd like to cancel two of our seats.
Don't send the contract to Bob, send it to me.
Please take the second item off the quote.
Our people don't want to receive so many notifications, can that be changed?
How can users opt out of push messages?
No need to write again to Tom, he has answered.
Remove my old phone number from the account and put in the new one.
";
