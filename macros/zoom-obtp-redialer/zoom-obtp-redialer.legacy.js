/*
 * zoom-obtp-redialer 1.0.0
 *
 * Redial of failed Zoom joins.
 * When the Join button of a Zoom meeting fails with an SSL error, the macro redials the meeting over another
 * protocol.
 *
 * MIT License. Built from the sources of codec-macros. Change settings in this file, and code in the sources.
 * Checksum of the code: b3fdf4d46bc76ef2
 */

'use strict';

var xapi = require('xapi');

/* ----- Settings: change the values between = and ; and keep the quotes ----- */

// Domains of Zoom dial strings, whose failed joins are redialed. Subdomains are included. Accepts domains
// separated by commas.
var zoomDomains = 'zoomcrc.com,zmus.us,zmeu.us,zmau.us,zmca.us,zmjp.us,zmhk.us,zmin.us,zmbr.us,zmcn.us';

// Protocol of the redial. Spark requires a codec that is registered to Webex. Accepts 'Spark', 'Sip' or
// 'H323'.
var redialProtocol = 'Spark';

// Seconds between the failed call and the first redial. Accepts a number from 0 to 10.
var redialDelaySeconds = 1;

// Redials per meeting within 5 minutes. Accepts a whole number from 1 to 3.
var maxRedials = 2;

// Words in CauseString that identify an SSL failure. The console shows the cause of every failed Zoom call.
// Accepts words of letters, digits and spaces, separated by commas.
var sslKeywords = 'ssl, tls, certificate';

// Whether messages and alerts are shown on the screen. Accepts true or false.
var showMessages = true;

// Message while the meeting is redialed. Accepts one line of 1 to 140 characters.
var messageConnecting = 'Connecting to Zoom, one moment please';

// Alert after the last redial has failed. Accepts one line of 1 to 255 characters.
var messageNotReached = 'Zoom could not be reached. Please try again, or join from your laptop.';

// Alert if neither the call nor the calendar has a meeting ID. Accepts one line of 1 to 255 characters.
var messageNoMeeting = 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.';

/* ----- End of the settings ----- */

// ----- Values of the settings -----

var given = {
	zoomDomains: typeof zoomDomains === 'undefined' ? undefined : zoomDomains,
	redialProtocol: typeof redialProtocol === 'undefined' ? undefined : redialProtocol,
	redialDelaySeconds: typeof redialDelaySeconds === 'undefined' ? undefined : redialDelaySeconds,
	maxRedials: typeof maxRedials === 'undefined' ? undefined : maxRedials,
	sslKeywords: typeof sslKeywords === 'undefined' ? undefined : sslKeywords,
	showMessages: typeof showMessages === 'undefined' ? undefined : showMessages,
	messageConnecting: typeof messageConnecting === 'undefined' ? undefined : messageConnecting,
	messageNotReached: typeof messageNotReached === 'undefined' ? undefined : messageNotReached,
	messageNoMeeting: typeof messageNoMeeting === 'undefined' ? undefined : messageNoMeeting
};

// ----- Shared by macros: codec runtime -----

/** The runtime on a codec. */
var codecRuntime = {
	after: function (milliseconds, run) {
		return setTimeout(run, milliseconds);
	},
	cancel: function (timer) {
		// Some engines throw if there is no timer.
		if (timer !== undefined) clearTimeout(timer);
	},
	now: function () {
		return Date.now();
	},
	log: function (line) {
		console.log(line);
	},
	warn: function (line) {
		console.warn(line);
	},
	error: function (line) {
		console.error(line);
	}
};

// ----- Shared by macros: text -----

/** A value from the codec as text; '' if it is neither text nor a number. */
function textOf(value) {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A list as the codec sends it: an array, one element alone, or nothing. */
function listOf(value) {
	return new Array().concat(value || []).filter(Boolean);
}

// ----- Shared by macros: errors -----

/** The code for a path that does not exist. Some firmware also uses it for an empty list. */
var ERROR_NO_MATCH = 3;

/** The xAPI's error code; 0 if there is none. */
function errorCode(error) {
	return Number(textOf(fieldsOf(error).code));
}

/** An error for the console, without words that may come from a dial string and contain a passcode. */
function describeError(error) {
	var message = textOf(fieldsOf(error).message || error).slice(0, 120);
	return 'code ' + errorCode(error) + ': ' + (message.replace(/\S*[\d@]\S*/g, '…') || 'unknown');
}

function fieldsOf(error) {
	return Object(error);
}

// ----- Shared by macros: guard -----

/** Wraps a listener so that it cannot throw: an exception here would stop every macro of the codec. */
function guardListener(runtime, listener) {
	return function (report) {
		try {
			if (report !== null && report !== undefined) listener(report);
		} catch (error) {
			logBug(runtime, 'feedback', error);
		}
	};
}

function logBug(runtime, what, error) {
	try {
		runtime.error(
			'internal error while handling ' + what + ' (' + describeError(error) + '); please report this line'
		);
	} catch (_a) {
		// The console itself is broken, so there is nowhere to log to.
	}
}

// ----- Shared by macros: runtime -----

/** For failures that need no reaction. */
function ignore() {
	return undefined;
}

// ----- Shared by macros: settings -----

/** What a setting accepts, in words that follow "expected". */
function acceptedBy(setting) {
	if ('choices' in setting) return "'" + setting.choices.join("', '").replace(/, ('\w+)$/, ' or $1') + "'";
	if ('min' in setting) {
		return (setting.whole ? 'a whole number' : 'a number') + ' from ' + setting.min + ' to ' + setting.max;
	}
	if ('maxLength' in setting) return 'one line of 1 to ' + setting.maxLength + ' characters';
	return 'words' in setting ? setting.words + ' separated by commas' : 'true or false';
}

/**
 * Reads all settings. A missing one gets its default silently. For a value that is not accepted, `warn` gets
 * a line with the given value and what is used instead.
 */
function readSettings(declared, given, warn) {
	var settings = {};
	Object.keys(declared).forEach(function (name) {
		var setting = declared[name];
		if (setting) settings[name] = readSetting(name, setting, given[name], warn);
	});
	// `parse` returned a value of the right kind for each name in `declared`.
	return settings;
}

function readSetting(name, setting, given, warn) {
	var reject = function (text, instead) {
		warn(name + ': expected ' + acceptedBy(setting) + ', got ' + quoted(text) + '; ' + instead);
	};
	// A list counts as its items separated by commas.
	var text = String(given).trim();
	var fallback = parse(setting, String(setting.default), reject);
	if (given === undefined) return fallback;
	var value = parse(setting, text, reject);
	if (value !== undefined) return value;
	reject(text, 'using ' + (typeof setting.default === 'string' ? quoted(setting.default) : setting.default));
	return fallback;
}

function quoted(text) {
	var line = text.replace(/\s+/g, ' ');
	return '"' + (line.length > 60 ? line.slice(0, 59) + '…' : line) + '"';
}

/** The value of a setting; undefined if the text is not accepted. */
function parse(setting, text, reject) {
	if ('maxLength' in setting) {
		return text.length <= setting.maxLength && /^.+$/.test(text) ? text : undefined;
	}
	var lower = text.toLowerCase();
	if ('words' in setting) return setting.parse(lower, reject);
	var word = lower.replace(/^[\s,;]+|[\s,;]+$/g, '');
	if ('choices' in setting) {
		return setting.choices.filter(function (choice) {
			return choice.toLowerCase() === word.replace(/\s/g, '');
		})[0];
	}
	if ('min' in setting) {
		var value = /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : NaN;
		var isAccepted = value >= setting.min && value <= setting.max && !(setting.whole && value % 1);
		return isAccepted ? value : undefined;
	}
	return word === 'true' || (word === 'false' ? false : undefined);
}

/** Reads the words of a text that match a pattern. Any other word is dropped, with a warning. */
function wordsMatching(pattern) {
	return function (text, reject) {
		var words = text.split(/\s*[,;]\s*/).filter(Boolean);
		var accepted = words.filter(function (word) {
			return pattern.test(word);
		});
		if (accepted.length === 0) return undefined;
		words.forEach(function (word) {
			if (accepted.indexOf(word) < 0) reject(word, 'ignoring it');
		});
		return accepted;
	};
}

// ----- About -----

var version = '1.0.0';

// ----- Address -----

/** The longest Number that `Dial` accepts (Cisco's schema). */
var MAX_NUMBER_LENGTH = 255;

/** So many characters are read of a URI. */
var MAX_URI_LENGTH = 1e3;

/** Meeting ids usually have 9 to 11 digits; Zoom allows 5 to 40. */
var MEETING_ID = /^\d{5,40}$/;

/** The place of each part before the @. */
var PARTS = [0, 1, 2, 3, 4, 5];

/** Parses a URI. Undefined if its host is neither one of the domains nor below one. */
function parseZoomAddress(uri, domains) {
	var text = textOf(uri).slice(0, MAX_URI_LENGTH);
	var bare = text
		.slice(text.lastIndexOf('<') + 1)
		.replace(/[>;?].*/, '')
		.trim()
		.replace(/^[a-z][a-z0-9+-]*:/i, '');
	var match = /^(?:([^@]*)@)?([a-z0-9.-]+?)\.?(?::\d+)?$/i.exec(bare);
	if (!match) return undefined;
	var domain = String(match[2]).toLowerCase();
	if (
		!domains.some(function (zoom) {
			return ('.' + domain).slice(-zoom.length - 1) === '.' + zoom;
		})
	)
		return undefined;
	var parts = (match[1] || '').split('.').map(function (part) {
		return part.replace(/%20|[\s\u2010-\u2015-]/g, '');
	});
	if (!MEETING_ID.test(String(parts[0]))) return zoomAddress([], domain, parts.join('') !== '');
	var known = parts.slice(0, PARTS.length).map(function (part) {
		return /^[\w*#]*$/.test(part) ? part : '';
	});
	return zoomAddress(known, domain);
}

/** An address from the parts before its @, in order. */
function zoomAddress(parts, domain, isUnreadable) {
	return {
		meeting: parts[0] || '',
		passcode: parts[1] || '',
		parts: parts,
		domain: domain || '',
		isUnreadable: !!isUnreadable
	};
}

/** The address with each part that it lacks taken from another. */
function withMissingParts(address, other) {
	var parts = PARTS.map(function (place) {
		return address.parts[place] || other.parts[place] || '';
	});
	return zoomAddress(parts, address.domain);
}

/** The number to dial; '' if it names no meeting, or is longer than the codec accepts. */
function dialString(address) {
	var number = address.parts.join('.').replace(/\.+$/, '') + '@' + address.domain;
	return address.meeting && number.length <= MAX_NUMBER_LENGTH ? number : '';
}

/** A meeting for the log, with its id shortened: "Zoom meeting 81…90". */
function shortMeeting(address) {
	var id = address.meeting;
	var shown = id.length < 9 ? 1 : 2;
	return id ? 'Zoom meeting ' + id.slice(0, shown) + '…' + id.slice(-shown) : 'Zoom';
}

// ----- Shared by macros: request timeout -----

/** The answer to a request; rejects after a timeout in milliseconds, because a codec may never answer. */
function withTimeout(runtime, milliseconds, answer) {
	return new Promise(function (resolve, reject) {
		var timer = runtime.after(milliseconds, function () {
			reject(new Error('no answer'));
		});
		var stopWaiting = function () {
			runtime.cancel(timer);
		};
		answer.then(resolve, reject);
		answer.then(stopWaiting, stopWaiting);
	});
}

/** The same for a read; undefined if there is nothing at the path. */
function readOptional(runtime, milliseconds, answer) {
	return withTimeout(runtime, milliseconds, answer).then(undefined, function (error) {
		if (errorCode(error) !== ERROR_NO_MATCH) throw error;
		return undefined;
	});
}

// ----- Calls -----

/** How many calls of a kind are remembered. */
var REMEMBERED = 20;
var READ_TIMEOUT_MS = 2e3;

/**
 * Reads the calls, each time twice if that fails: a message may take a second each way. Codecs sometimes
 * answer with nothing although there are calls, so that is believed if `looks` answers in a row agree.
 */
function readCalls(room, looks) {
	var read = function () {
		return readOptional(room.runtime, READ_TIMEOUT_MS, room.xapi.status.get('Call')).then(function (calls) {
			return listOf(calls)
				.filter(function (call) {
					return call.Status !== 'Idle';
				})
				.map(function (call) {
					return liveCall(room, call);
				});
		});
	};
	return read()
		.then(undefined, read)
		.then(
			function (calls) {
				return calls.length > 0 || looks === 1 ? calls : readCalls(room, looks - 1);
			},
			function () {
				return undefined;
			}
		);
}

function liveCall(room, call) {
	var address = parseZoomAddress(textOf(call.CallbackNumber) || call.RemoteNumber, room.settings.zoomDomains);
	var id = idOf(call.id);
	var isConnected = /Connected|OnHold|Preserved/.test(textOf(call.Status));
	var isEnding = call.Status === 'Disconnecting';
	if (isConnected) remember(room.connected, id);
	return {
		id: id,
		isConnected: isConnected,
		isEnding: isEnding,
		isBusy: isConnected || (!isEnding && call.Direction !== 'Incoming'),
		meeting: address && address.meeting,
		protocol: textOf(call.Protocol)
	};
}

/** The id of a call; '' for what is none. */
function idOf(value) {
	var id = textOf(value);
	return /^\d{1,10}$/.test(id) ? id : '';
}

function has(ids, id) {
	return ids.indexOf(id) >= 0;
}

/** Remembers a call. Gives whether it is a new one; calls without an id cannot be told apart. */
function remember(ids, id) {
	var isNew = !has(ids, id);
	if (id && isNew && ids.push(id) > REMEMBERED) ids.shift();
	return isNew;
}

// ----- Failure -----

/** CauseTypes of `CallDisconnect` that somebody chose (Cisco's API guides). */
var CHOSEN = /(Local|Remote)(Disconnect|Busy|Reject)/i;
var SSL_LIKE = /ssl|tls|certif|x\.?509|handshake|cipher|encrypt|secur|trust/i;

/** Classifies the end of a call. `connected` are the ids of calls that are known to have connected. */
function callEnd(end, settings, connected) {
	var callId = idOf(end.CallId);
	var uri = textOf(end.RequestedURI).trim() || textOf(end.RemoteURI);
	var address = parseZoomAddress(uri, settings.zoomDomains);
	var scheme = /(sip|spark|h323)s?:/i.exec(uri);
	var type = textOf(end.CauseType).slice(0, 40);
	var text = textOf(end.CauseString).slice(0, 300);
	var cause = withoutSecrets(type + ': ' + text).replace(/^: |: $/g, '') || 'no cause given';
	var wasConnected = has(connected, callId) || Number(textOf(end.Duration)) > 0;
	var isChosen = CHOSEN.test(type);
	var isSsl = !isChosen && (/InsufficientSecurity/i.test(type) || hasKeyword(settings.sslKeywords, text));
	var ignoredReason = isSsl ? '' : 'not an SSL failure (' + cause + ')';
	if (wasConnected) ignoredReason = 'it was connected';
	if (textOf(end.OrigCallDirection).toLowerCase() !== 'outgoing')
		ignoredReason = 'it was not dialed from this codec';
	return {
		callId: callId,
		address: address,
		meeting: address && address.meeting,
		protocol: textOf(end.Protocol) || (scheme && scheme[1]) || '',
		wasConnected: wasConnected,
		wasHungUp: /LocalDisconnect/i.test(type),
		cause: cause,
		ignoredReason: ignoredReason,
		isSuspicious: !isSsl && !isChosen && !wasConnected && SSL_LIKE.test(type + text)
	};
}

/**
 * Keywords match whole words, also with a version or a plural ("sslv3", "TLSv1.2"): not "wireless" or
 * "hassle".
 */
function hasKeyword(keywords, text) {
	return keywords.some(function (keyword) {
		return new RegExp('(^|[^a-z0-9])' + keyword + '(s|v?[0-9.]+)?([^a-z0-9]|$)').test(text.toLowerCase());
	});
}

/** Words for the log: addresses, parts with many digits, and all other digits are removed. */
function withoutSecrets(text) {
	return text
		.replace(/\S*@\S*|[^\s:;,()]*\d{4}[^\s:;,()]*/g, '…')
		.replace(/[^ -~…]|\d/g, '')
		.slice(0, 120);
}

// ----- Budget -----

/** A redial counts for this long. */
var BUDGET_MS = 5 * 60 * 1e3;

/** All meetings together may be redialed this many times as often as one. */
var MEETINGS = 3;

/** Whether a meeting may be redialed. This ends every loop. */
function isWithinBudget(_a, meeting) {
	var settings = _a.settings,
		spent = _a.spent;
	var ofMeeting = spent.filter(function (redial) {
		return redial.meeting === meeting;
	});
	return ofMeeting.length < settings.maxRedials && spent.length < settings.maxRedials * MEETINGS;
}

/** A meeting is redialed. Gives what to call if that does not count after all. */
function spend(budget, meeting) {
	var redial = { meeting: meeting };
	var undo = function () {
		budget.spent = budget.spent.filter(function (other) {
			return other !== redial;
		});
	};
	budget.spent = budget.spent.concat(redial);
	budget.runtime.after(BUDGET_MS, undo);
	return undo;
}

/** The redials of a meeting no longer count. */
function forgive(budget, meeting) {
	budget.spent = budget.spent.filter(function (redial) {
		return redial.meeting !== meeting;
	});
}

// ----- Invitation -----

/** So many facts are looked at, because a hostile text must not block the codec. */
var MAX_FACTS = 100;

/** So many characters are read before an @. */
var MAX_USER = 90;

/**
 * Entities, and tags such as `<o:p>` and `<span style="…">`, but not `<sip:…@…>`, and no tag with a link to
 * Zoom.
 */
var MARKUP = /&(?:amp;)?[#\w]+;|<(?![^<>]*zoom\w*\.)\/?[a-zA-Z][\w:-]*(?:\s[^<>]*)?>/g;

/** What means nothing in the middle of a word or a number: characters without a width, and dashes. */
var MEANINGLESS = /[\u00ad\u200b-\u2015\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** `246813Join by SIP`, `@zoomcrc.comJoin by H.323` and `@zmus.usPasscode: 246813`. */
var LOST_LINE_BREAK = /[\dms](?=[A-Z][a-z]+ [a-zA-Z])/g;

/**
 * What stands for 0 to 9, and the last words of labels of passcodes, in the languages of Zoom's invitations.
 */
var WORDS = [
	'０,１,２,３,４,５,６,７,８,９,passcode,password,passwort,kenncode,code secret,mot de passe,acceso,contraseña',
	'acesso,senha,accesso,toegangscode,wachtwoord,dostępu,hasło,parola,lösenord,mật mã,доступа,пароль',
	'パスコード,パスワード,密码,密碼,암호'
]
	.join()
	.split(',');

/** The facts of a text. The first character tells the kind; meeting and passcode for a keypad are groups. */
var FACT = new RegExp(
	// The characters with which facts begin, because most places can be passed at once.
	'(?=[imz,.@Pshwt])(?:' +
		[
			// The label of a meeting, and its number.
			/\b(?:meeting)?id\b(?:[^\d@,.:;P]{0,16}[:：])?\W{0,40}(?:\d{3}\W{1,2}\d{3,4}\W{1,2}\d{3,4}(?!\d)|\d{5,40})/,
			// A link, also in the links of mail filters.
			/zoom[^\s"<>]{3,12}[/_f](?:[jsw]|wc|join)(?:[/_]|%(?:25)?2f)\d{5,40}/,
			// `,,98765432109#,,,,*246813#` and `162.255.37.11##98765432109#246813`.
			/(?:,,|\.\d{1,3}##)(\d{5,40})(?:#(?:[,*]*[01]#)*[,*]*(?![01]#)(\d{1,20})(?!\w))?/,
			// The host of an address.
			/@[a-z\d-]+\.[a-z\d.-]*[a-z]/,
			// The label of a passcode, and its value if that is a number.
			/P(?: is)?[^+a-zP\dÀ-\u1fffぁ-\ufeff]{0,40}(?:(?:\d{3}[\s-]\d{3}|\d{1,20})(?![^\s,;)|<"P]{0,9}[a-z\d]))?/,
			// The heading of what is for room systems.
			/\bsip\b|h\.?323/,
			// Services.
			/zoom|webex|microsoft teams|teams\.[lm]|wi-?fi/
		]
			.map(function (kind) {
				return kind.source;
			})
			.join('|') +
		')',
	'g'
);

/**
 * Reads the Zoom meetings in a text, as text or HTML: those that a link or an address names, then the others.
 * Each may be there several times, first with the passcode for room systems and phones, last with that for
 * people, if these are numbers. Takes time in proportion to the length of the text, whatever the text is.
 */
function readInvitation(text, domains) {
	var clean = normalized(text);
	var named = [];
	var forRooms = [];
	var forPeople = [];
	var meeting = '';
	/** Whether the passcode of the meeting may follow. */
	var isOpen = false;
	var isZoom = /zoom|sip|h\.?323/.test(clean);
	var isForRooms = false;
	FACT.lastIndex = 0;
	for (var left = MAX_FACTS; left > 0; left -= 1) {
		var found = FACT.exec(clean);
		if (!found) break;
		var fact = found[0];
		var kind = fact.charAt(0);
		var digits = fact.replace(/^z.*\D|\D/g, '');
		if (kind === 'P') {
			// A number at the beginning of another line belongs to a sentence, unless it is alone there.
			var isValue = !/\n/.test(fact) || /^[^\w\n]*(\n|$)/.test(clean.slice(FACT.lastIndex));
			if (meeting && isOpen && isValue)
				(isForRooms ? forRooms : forPeople).push(zoomAddress([meeting, digits]));
			if (digits || /[:：]/.test(fact)) isOpen = false;
		} else if (/[sh]/.test(kind)) {
			isForRooms = isOpen = true;
		} else if (kind === '@' || digits) {
			var address =
				kind === '@'
					? addressAt(clean, found.index, fact, domains)
					: zoomAddress([found[1] || digits, found[2]]);
			var isNamed = /[@z]/.test(kind);
			isZoom = isZoom || isNamed;
			if (!isZoom || !address || !address.meeting) continue;
			(isNamed ? named : forRooms).push(address);
			if (kind === 'z') isForRooms = false;
			if (found[1]) continue;
			meeting = address.meeting;
			isOpen = true;
		} else {
			isZoom = kind === 'z';
			if (!isZoom) meeting = '';
		}
	}
	return named.concat(forRooms, forPeople);
}

function normalized(text) {
	var plain = text
		.split('&#64;')
		.join('@')
		.replace(MARKUP, ' ')
		.replace(MEANINGLESS, '')
		.replace(LOST_LINE_BREAK, '$& ')
		.toLowerCase();
	return WORDS.reduce(function (before, word, index) {
		return before.split(word).join(index < 10 ? '' + index : 'P');
	}, plain);
}

/** The address with a host at a place of the text. */
function addressAt(text, place, host, domains) {
	var user = text
		.slice(Math.max(0, place - MAX_USER), place)
		.split(/[^\d.-]/)
		.pop();
	return parseZoomAddress(user + host, domains);
}

// ----- Calendar -----

var CALENDAR_TIMEOUT_MS = 5e3;

/** People join from this long before a booking starts until this long after it ends. */
var JOIN_MARGIN_MS = 15 * 60 * 1e3;

/** Only the nearest bookings are parsed, because a hostile calendar must not block the codec. */
var MAX_BOOKINGS = 20;

/** So many characters are read of the text of a booking, and of all texts together. */
var MAX_TEXT = 2e4;
var MAX_TEXTS = 2 * MAX_TEXT;

/**
 * Reads the Zoom meetings that people may be joining, the likeliest first. Each request is tried twice. What
 * cannot be read in 5 s is left out.
 */
function readMeetings(_a) {
	var runtime = _a.runtime,
		settings = _a.settings,
		xapi = _a.xapi;
	function notRead(error) {
		runtime.warn('reading the calendar failed (' + describeError(error) + ')');
		return [];
	}
	function twice(read) {
		return withTimeout(runtime, CALENDAR_TIMEOUT_MS, read().then(undefined, read)).then(undefined, notRead);
	}
	var current = twice(function () {
		return readOptional(runtime, CALENDAR_TIMEOUT_MS, xapi.status.get('Bookings Current Id')).then(
			function (id) {
				if (!textOf(id)) return [];
				var found = xapi.command('Bookings Get', { Id: textOf(id) });
				return found.then(function (answer) {
					return listOf(answer && (answer.Booking || answer));
				});
			}
		);
	});
	var listed = twice(function () {
		return xapi.command('Bookings List', { Days: 2, DayOffset: 0 }).then(function (answer) {
			if (!answer) throw new Error('an empty answer');
			return listOf(answer.Booking);
		});
	});
	return Promise.all([current, listed])
		.then(function (read) {
			return bookedMeetings(read[0], read[1], runtime.now(), settings.zoomDomains);
		})
		.then(undefined, notRead);
}

/**
 * The Zoom meetings of the current bookings, then of the others by how near they start to `now` (ms since
 * 1970).
 */
function bookedMeetings(current, listed, now, domains) {
	var distance = function (booking) {
		return Math.abs(timeOf(booking, 'StartTime') - now) || 0;
	};
	// The list holds the current booking, too.
	var others = listed.filter(function (other) {
		return !current.some(function (_a) {
			var Id = _a.Id;
			return Id && Id === other.Id;
		});
	});
	var left = MAX_TEXTS;
	return current
		.concat(
			others.sort(function (one, other) {
				return distance(one) - distance(other);
			})
		)
		.slice(0, MAX_BOOKINGS)
		.map(function (booking, index) {
			var text = textIn(booking).slice(0, Math.min(left, MAX_TEXT));
			left -= text.length;
			return {
				addresses: readInvitation(text, domains),
				title: isPrivate(booking) ? '' : textOf(booking.Title).replace(/\s+/g, ' ').slice(0, 255),
				isNear: index < current.length || isNear(booking, now)
			};
		});
}

function isNear(booking, now) {
	var start = timeOf(booking, 'StartTime');
	var end = timeOf(booking, 'EndTime') || start;
	return start - now <= JOIN_MARGIN_MS && now - end <= JOIN_MARGIN_MS;
}

/**
 * Completes an address from the bookings of its meeting; if nothing stands before its @, from the nearest
 * booking. Another day's booking of the same meeting has its passcode, but another title, and another host's
 * key.
 */
function completeFromBookings(address, meetings) {
	var found = meetings.filter(function (booked) {
		return booked.addresses.some(function (other) {
			return address.meeting ? other.meeting === address.meeting : booked.isNear && !address.isUnreadable;
		});
	});
	var complete = found.reduce(function (before, booked) {
		return booked.addresses.reduce(function (known, other) {
			if (known.meeting && known.meeting !== other.meeting) return known;
			return withMissingParts(known, booked.isNear ? other : zoomAddress([other.meeting, other.passcode]));
		}, before);
	}, address);
	var near = found.filter(function (booked) {
		return booked.isNear;
	})[0];
	return { address: complete, title: near ? near.title : '' };
}

function timeOf(booking, which) {
	return Date.parse(textOf(booking.Time && booking.Time[which]));
}

/** A codec that tells nothing about privacy knows no private bookings. */
function isPrivate(booking) {
	return !/^(public)?$/i.test(textOf(booking.Privacy));
}

/** The numbers of its calls, then its text. */
function textIn(booking) {
	return listOf(booking.DialInfo && booking.DialInfo.Calls && booking.DialInfo.Calls.Call)
		.map(function (call) {
			return textOf(call.Number).replace(/\s|%20/g, '');
		})
		.concat(textOf(booking.Agenda))
		.join('\n');
}

// ----- Stage -----

/**
 * An empty list of calls is believed if so many looks in a row agree; twice as many where a call is known to
 * be up.
 */
var LOOKS = 3;

/** Ends the stage before: its timers and late answers come to nothing. */
function enter(stage, judge) {
	stage.judge = judge;
	stage.callId = undefined;
}

/** Whether a call is up as far as reports tell. A report may have been lost, so the list of calls decides. */
function isKnownUp(room) {
	return room.connected.some(function (id) {
		return !has(room.ended, id);
	});
}

/** Looks at the calls. Only the last look counts. */
function look(stage, looks) {
	var mine = (stage.looks += 1);
	when(stage, readCalls(stage, looks || (isKnownUp(stage) ? 2 * LOOKS : LOOKS)), function (read) {
		var calls = (read || []).filter(function (call) {
			return !has(stage.ended, call.id);
		});
		if (stage.judge && stage.looks === mine) stage.judge(calls, read);
	});
}

/** Looks at the calls after a while, unless that is done before. */
function lookAfter(stage, milliseconds) {
	var last = stage.looks;
	after(stage, milliseconds, function () {
		if (stage.looks === last) look(stage);
	});
}

function after(stage, milliseconds, then) {
	var run = within(stage, then);
	stage.runtime.after(milliseconds, run);
}

function when(stage, answer, then, rejected) {
	answer.then(within(stage, then), within(stage, rejected || fail));
}

function fail(error) {
	throw error;
}

/** If it throws, nothing is repaired any more, and the macro reacts to the next failure. */
function within(stage, then) {
	var judge = stage.judge;
	return function (value) {
		try {
			if (stage.judge === judge) then(value);
		} catch (error) {
			enter(stage);
			logBug(stage.runtime, 'an answer', error);
		}
	};
}

// ----- Repair -----
// The repair of a failed join, in the order in which it happens: attempt, until free, dial, follow, finish or
// give up.

var PAUSE_MS = 5e3;
var CLEARING_LOOK_MS = 250;
var CLEARING_TIMEOUT_MS = 8e3;

/** How much longer a call may ring. */
var INCOMING_TIMEOUT_MS = 52 * 1e3;

/** If no call has come up by then, an alert is shown. */
var UP_TIMEOUT_MS = 30 * 1e3;

/** A redial is followed for so long. */
var RINGING_TIMEOUT_MS = 2 * 60 * 1e3;
var RINGING_LOOK_MS = 5e3;
var MISSING_LOOK_MS = 2e3;
var ERROR_BAD_PARAMETERS = 4;
var CONNECTED = 'connected';
var HUNG_UP = 'the redial was hung up or canceled in the room';
var OTHER_CALL = 'another call is active';
var NO_MEETING = 'no meeting ID in the call or the calendar';
var UNREACHABLE = 'Zoom unreachable';
var NOT_LISTED = 'its call is not listed';

/**
 * A join failed: repairs it, unless it was redialed often enough. `isOlder` is whether it may have begun
 * before the macro.
 */
function begin(repair, end, address, isOlder) {
	var meetings = [];
	repair.address = address;
	repair.title = '';
	repair.hasDialed = repair.isUnwanted = false;
	log(repair, 'call ' + (end.callId || '?') + ' failed with an SSL error (' + end.cause + ')');
	if (!mayRedial(repair)) return giveUp(repair, UNREACHABLE);
	// A redial from before a restart is not remembered: repairing it could go on for ever.
	if (isOlder && mayBeRedial(repair, end))
		return giveUp(repair, 'the call is older than the macro and may be a redial');
	var calendar = readMeetings(repair).then(function (read) {
		meetings = read;
	});
	var isComplete = address.meeting && address.passcode;
	attempt(repair, repair.settings.redialDelaySeconds * 1e3, isComplete ? undefined : calendar, function () {
		var complete = completeFromBookings(address, meetings);
		repair.address = complete.address;
		repair.title = complete.title;
		if (dialString(repair.address)) untilFree(repair);
		else giveUp(repair, NO_MEETING);
	});
}

/** Shows the message, and goes on after a pause, and when what else is needed is there. */
function attempt(repair, pauseMs, needed, then) {
	enter(repair, function (calls, read) {
		// Where a call is known to be up, one answer that there is none is not enough to show something.
		var isFree = read && (read.length > 0 || !isKnownUp(repair));
		if (!isTaken(repair, calls) && isFree) repair.screen.showLine();
	});
	look(repair, 1);
	var pause = new Promise(function (resolve) {
		after(repair, pauseMs, resolve);
	});
	when(repair, Promise.all([pause, needed]), then);
}

/** Waits until no call is left, and dials in the same turn. */
function untilFree(repair) {
	var isRinging = false;
	enter(repair, function (calls, read) {
		if (isTaken(repair, calls)) return;
		if (read && read.length === 0) return dial(repair);
		if (read) repair.screen.showLine();
		// An incoming call, or a redial of an earlier repair.
		isRinging = calls.some(function (call) {
			return !call.isEnding;
		});
		lookAfter(repair, CLEARING_LOOK_MS);
	});
	look(repair);
	after(repair, CLEARING_TIMEOUT_MS, function () {
		after(repair, isRinging ? INCOMING_TIMEOUT_MS : 0, function () {
			giveUp(repair, 'the failed call is not cleared');
		});
	});
}

/** Dials. What may have been dialed is dialed again only if its end was reported, or `Dial` refused. */
function dial(repair) {
	var address = repair.address,
		settings = repair.settings,
		title = repair.title;
	var call = {
		Number: dialString(address),
		Protocol: settings.redialProtocol
	};
	if (title) call.DisplayName = title;
	var undo = spend(repair, address.meeting);
	log(
		repair,
		'redialing over ' +
			settings.redialProtocol +
			(address.passcode ? ' with the passcode' : ', no passcode found')
	);
	repair.hasDialed = true;
	follow(repair);
	when(
		repair,
		repair.xapi.command('Dial', call),
		function (answer) {
			isCall(repair, idOf(answer && answer.CallId));
			look(repair);
		},
		function (error) {
			var code = errorCode(error);
			// An error without one of the codec's codes does not say that nothing was dialed, and a call that is
			// followed already
			// is not the one that was refused.
			if (!(code > 0 && code <= ERROR_BAD_PARAMETERS) || repair.callId) return;
			if (code < ERROR_BAD_PARAMETERS || !title) return redialEnded(repair, describeError(error));
			log(repair, 'display name rejected, dialing without it', true);
			undo();
			repair.title = '';
			untilFree(repair);
		}
	);
}

/** The id of the redial is known now, unless it is ''. */
function isCall(repair, callId) {
	repair.callId = callId || repair.callId;
	remember(repair.redialed, callId);
}

/** Follows a redial until it connects or ends. */
function follow(repair) {
	var isSeen = false;
	var isMissing = false;
	enter(repair, function (calls, read) {
		var own = calls.filter(function (call) {
			return repair.callId
				? call.id === repair.callId && !call.isEnding
				: call.isBusy && mayBeRedial(repair, call);
		})[0];
		if (own && own.isConnected) return finish(repair, CONNECTED);
		if (
			calls.some(function (call) {
				return call.isConnected;
			}) ||
			(repair.isOtherUp && !own)
		)
			return finish(repair, OTHER_CALL);
		// Missing once, its end may still be reported.
		if (read && !own && isSeen && isMissing) return redialEnded(repair, NOT_LISTED);
		if (own) {
			isCall(repair, own.id);
			isSeen = true;
		}
		isMissing = !own;
		lookAfter(repair, isSeen && isMissing ? MISSING_LOOK_MS : RINGING_LOOK_MS);
	});
	repair.callId = '';
	repair.isOtherUp = false;
	lookAfter(repair, RINGING_LOOK_MS);
	after(repair, UP_TIMEOUT_MS, function () {
		if (!isSeen) redialEnded(repair, NOT_LISTED);
	});
	after(repair, RINGING_TIMEOUT_MS, function () {
		if (isMissing) redialEnded(repair, NOT_LISTED);
		else finish(repair, OTHER_CALL);
	});
}

/** The redial has ended, or was refused, or is not listed. */
function redialEnded(repair, cause) {
	if (repair.isUnwanted) return finish(repair, HUNG_UP);
	log(repair, 'redial failed (' + cause + ')', true);
	// A call that is not listed may still be on its way.
	if (cause === NOT_LISTED || !mayRedial(repair)) return giveUp(repair, UNREACHABLE);
	attempt(repair, PAUSE_MS, undefined, function () {
		untilFree(repair);
	});
}

/** Ends the repair: the room is connected, or people hung up, or another call is active. */
function finish(repair, line, isWarning) {
	enter(repair);
	repair.screen.clear();
	log(repair, line, isWarning);
	if (line === CONNECTED) forgive(repair, repair.address.meeting);
}

/** Ends the repair with an alert, unless a call is up or coming up. */
function giveUp(repair, reason) {
	var screen = repair.screen,
		settings = repair.settings;
	enter(repair, function (calls) {
		if (isTaken(repair, calls, true)) return;
		var alert = settings.showMessages ? ', alert shown' : ', alerts are disabled';
		finish(repair, 'giving up: ' + reason + alert, true);
		screen.showAlert(reason === NO_MEETING ? settings.messageNoMeeting : settings.messageNotReached);
	});
	look(repair);
}

/** A call has connected. */
function connects(repair, callId) {
	if (callId && repair.callId === callId) return finish(repair, CONNECTED);
	repair.isOtherUp = true;
	look(repair);
}

/**
 * Whether a call that ended is the redial that is followed, or may be it. Then the repair goes on from there.
 */
function takesEnd(repair, end) {
	var callId = repair.callId;
	if (callId === undefined) return false;
	var isIt = callId && end.callId ? end.callId === callId : mayBeRedial(repair, end);
	if (end.wasHungUp && (isIt || end.meeting === repair.address.meeting)) repair.isUnwanted = true;
	if (isIt && end.wasConnected) finish(repair, CONNECTED);
	else if (isIt) redialEnded(repair, end.cause);
	return isIt;
}

/** Whether a call is up or coming up. Then the redial after all is followed, or the repair is over. */
function isTaken(repair, calls, isLast) {
	// A redial of an earlier repair that still rings is waited for, as incoming calls are, before this one
	// dials.
	var waits = !repair.hasDialed && !isLast;
	var up = calls.filter(function (call) {
		return call.isBusy && (call.isConnected || !waits || !has(repair.redialed, call.id));
	});
	var own = up.filter(function (call) {
		return repair.hasDialed && mayBeRedial(repair, call);
	})[0];
	if (own && !own.isConnected) follow(repair);
	else if (up.length > 0) finish(repair, own ? CONNECTED : OTHER_CALL);
	return up.length > 0;
}

/** Whether a call leads to the meeting, over the protocol of redials as far as the codec tells. */
function mayBeRedial(repair, call) {
	var protocol = call.protocol.toLowerCase();
	var isExpected = /^(unknown)?$/.test(protocol) || protocol === repair.settings.redialProtocol.toLowerCase();
	return isExpected && call.meeting === repair.address.meeting;
}

function mayRedial(repair) {
	var isAllowed = isWithinBudget(repair, repair.address.meeting);
	var limit = repair.settings.maxRedials + ' in ' + BUDGET_MS / 6e4 + ' minutes';
	if (!isAllowed) log(repair, 'redial limit reached (' + limit + ')', true);
	return isAllowed;
}

/** Nothing that is logged ever holds a passcode or a host key. */
function log(repair, line, isWarning) {
	repair.runtime[isWarning ? 'warn' : 'log'](shortMeeting(repair.address) + ': ' + line);
}

// ----- Screen -----

/** How long the line about a redial, and an alert, are shown. */
var LINE_MS = 15 * 1e3;
var ALERT_MS = 20 * 1e3;

/** A message may take a second each way. */
var REQUEST_TIMEOUT_MS = 2e3;

function createScreen(xapi, runtime, settings) {
	var shown;
	var timer;
	var last = Promise.resolve();
	/** Requests go out one after the other, so that none overtakes another. Each is tried twice. */
	function request(what, parameters) {
		var attempt = function () {
			return withTimeout(
				runtime,
				REQUEST_TIMEOUT_MS,
				xapi.command('UserInterface Message '.concat(what), parameters)
			);
		};
		if (!settings.showMessages) return;
		last = last
			.then(attempt)
			.then(undefined, attempt)
			.then(undefined, function (error) {
				if (what === 'Alert Display') runtime.warn('showing the alert failed (' + describeError(error) + ')');
			});
	}
	function show(what, milliseconds, message) {
		shown = what;
		timer = runtime.after(milliseconds, function () {
			shown = undefined;
		});
		request(''.concat(what, ' Display'), message);
	}
	return {
		showLine: function () {
			if (shown) return;
			show('TextLine', LINE_MS, { Text: settings.messageConnecting, Duration: LINE_MS / 1e3 });
		},
		showAlert: function (text) {
			show('Alert', ALERT_MS, { Title: 'Zoom', Text: text, Duration: ALERT_MS / 1e3 });
		},
		clear: function () {
			runtime.cancel(timer);
			if (shown) request(''.concat(shown, ' Clear'), {});
			shown = undefined;
		}
	};
}

// ----- Redialer -----

/** If the calls at start cannot be read: one that ends this soon may have been among them. */
var AFTER_START_MS = 60 * 1e3;

function createRedialer(xapi, runtime, settings) {
	var redialer = {
		xapi: xapi,
		runtime: runtime,
		settings: settings,
		screen: createScreen(xapi, runtime, settings),
		connected: [],
		ended: [],
		redialed: [],
		spent: [],
		looks: 0,
		address: zoomAddress([])
	};
	void readCalls(redialer, LOOKS).then(function (calls) {
		runtime.after(calls ? 0 : AFTER_START_MS, function () {
			redialer.older = (calls || []).map(function (call) {
				return call.id;
			});
		});
	});
	return redialer;
}

/** A call has ended: goes on with the repair whose redial it is, or starts the repair of a failed join. */
function callEnded(redialer, report) {
	var older = redialer.older,
		redialed = redialer.redialed,
		runtime = redialer.runtime,
		settings = redialer.settings;
	var end = callEnd(report, settings, redialer.connected);
	var address = end.address,
		callId = end.callId;
	if (!remember(redialer.ended, callId) || takesEnd(redialer, end) || !address) return;
	var isActive = redialer.judge !== undefined;
	var isOut = redialer.callId !== undefined;
	var isOfRepair = isActive && end.meeting === redialer.address.meeting;
	// Nobody has joined a meeting if the call is a redial of an earlier repair whose end is reported late.
	var isNoJoin = isOut || isOfRepair || !end.meeting || has(redialed, callId);
	var reason = end.ignoredReason || (isActive && isNoJoin && 'a redial is in progress');
	if (reason) {
		var line = shortMeeting(address) + ': call ' + (callId || '?') + ' ignored: ' + reason;
		runtime[end.isSuspicious ? 'warn' : 'log'](line);
		if (isOfRepair && end.wasHungUp && !isOut) finish(redialer, HUNG_UP);
		return;
	}
	// What people see of one join disappears when another one fails.
	if (isActive) finish(redialer, OTHER_CALL);
	redialer.screen.clear();
	if (!redialer.hasFailed) logLikelyCause(redialer);
	redialer.hasFailed = true;
	begin(redialer, end, address, !older || has(older, callId));
}

/** A call has connected: nothing is shown over it. */
function callConnected(redialer, report) {
	var callId = idOf(report.CallId);
	// Reports come more than once, and late.
	var isNews = remember(redialer.connected, callId) && !has(redialer.ended, callId);
	redialer.screen.clear();
	if (isNews && redialer.judge) connects(redialer, callId);
}

/** Logs the likely cause of SSL failures, if the settings of the codec tell one. */
function logLikelyCause(_a) {
	var runtime = _a.runtime,
		xapi = _a.xapi;
	Promise.all([xapi.config.get('SIP TlsVerify'), xapi.config.get('SIP MinimumTLSVersion')])
		.then(function (read) {
			var cause = 'a likely cause: SIP TlsVerify is On, so only certificates of uploaded CAs count';
			var more = '; see "Fix the cause" (SIP MinimumTLSVersion: ' + (read[1] || '?') + ')';
			if (read[0] === 'On') runtime.log(cause + more);
		})
		.then(undefined, ignore);
}

// ----- Settings -----

/** Every setting of the macro, declared here and nowhere else. */
var declared = {
	zoomDomains: {
		default: 'zoomcrc.com,zmus.us,zmeu.us,zmau.us,zmca.us,zmjp.us,zmhk.us,zmin.us,zmbr.us,zmcn.us',
		words: 'domains',
		parse: wordsMatching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
	},
	redialProtocol: { default: 'Spark', choices: ['Spark', 'Sip', 'H323'] },
	redialDelaySeconds: { default: 1, min: 0, max: 10, whole: false },
	maxRedials: { default: 2, min: 1, max: 3, whole: true },
	sslKeywords: {
		default: 'ssl, tls, certificate',
		words: 'words of letters, digits and spaces,',
		parse: wordsMatching(/^[a-z0-9 ]{2,40}$/)
	},
	showMessages: { default: true },
	messageConnecting: { default: 'Connecting to Zoom, one moment please', maxLength: 140 },
	messageNotReached: {
		default: 'Zoom could not be reached. Please try again, or join from your laptop.',
		maxLength: 255
	},
	messageNoMeeting: {
		default: 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.',
		maxLength: 255
	}
};

// ----- Start -----

/** Starts the macro with the settings that an integrator gave: from now on failed Zoom joins are redialed. */
function start(xapi, runtime, given) {
	var settings = readSettings(declared, given, runtime.warn);
	var protocol = settings.redialProtocol;
	var domains = settings.zoomDomains;
	var redialer = createRedialer(xapi, runtime, settings);
	xapi.event.on(
		'CallDisconnect',
		guardListener(runtime, function (report) {
			callEnded(redialer, report);
		})
	);
	xapi.event.on(
		'CallSuccessful',
		guardListener(runtime, function (report) {
			callConnected(redialer, report);
		})
	);
	var others = domains.length > 1 ? ' and ' + (domains.length - 1) + ' more' : '';
	var what = 'redials failed Zoom joins (' + domains[0] + others + ') over ' + protocol;
	runtime.log('ready: version ' + version + ', ' + what);
	if (protocol !== 'Spark') return;
	xapi.status
		.get('Webex Status')
		.then(function (status) {
			// A codec that is still registering, or has no such status, is no reason to warn.
			if (!status || /Register/.test(status)) return;
			var problem = 'the codec is not registered to Webex (Webex Status: ' + status + ')';
			runtime.warn("redialProtocol is 'Spark', but " + problem);
		})
		.then(undefined, ignore);
}

// ----- Main -----

start(xapi, codecRuntime, given);
